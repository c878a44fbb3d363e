"""Reports as JSON: which editions there are, and their files, byte for byte."""

import django_filters
from django.db.models import Prefetch
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from authorities.api import ConfirmedOrKey, Pages, Permitted
from reports.editions import file_of
from reports.models import Edition, EditionFile
from reports.queries import editions_read_by

Kind = Edition.Kind


class EditionFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    period = django_filters.CharFilter(help_text="2026-10 for a month, 2026Q3 for a calendar quarter")

    class Meta:
        model = Edition
        fields = ()


class Reports(GenericAPIView):
    permission = "reports.read_savings"
    permission_classes = [Permitted]
    filterset_class = EditionFilter
    pagination_class = Pages
    queryset = Edition.objects.none()

    class EditionOut(serializers.ModelSerializer):
        region = serializers.CharField(source="region.code", help_text="ONS code")
        files = serializers.SerializerMethodField(help_text="Empty for those who may not download them.")

        class Meta:
            model = Edition
            fields = (
                "id",
                "region",
                "kind",
                "period",
                "number",
                "provisional",
                "method",
                "known_at",
                "built_at",
                "files",
            )

        def get_files(self, edition) -> list[dict[str, str]]:
            return [self._file(edition, file) for file in edition.files.all()]

        def _file(self, edition, file):
            url = reverse("api_report_file", args=[edition.pk, file.name], request=self.context["request"])
            return {"name": file.name, "media_type": file.media_type, "sha256": file.sha256, "url": url}

    serializer_class = EditionOut

    def get_queryset(self):
        person = self.request.user
        files = Prefetch("files", EditionFile.objects.for_user(person).defer("body").order_by("name"))
        editions = editions_read_by(person, Kind.SAVINGS) | editions_read_by(person, Kind.QUARTERLY)
        return editions.defer("content").select_related("region").prefetch_related(files)

    @extend_schema(operation_id="list_reports", responses=EditionOut(many=True))
    def get(self, request):
        """The editions that you may read, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class ReportFile(APIView):
    permission = "reports.read_savings"
    permission_classes = [Permitted, ConfirmedOrKey]

    @extend_schema(operation_id="report_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request, edition_id, name):
        """A file of an edition, byte for byte as it was published."""
        return file_of(name, by=request.user, edition=edition_id)
