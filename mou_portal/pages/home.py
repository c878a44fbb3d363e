"""Home: what there is to do, for whoever has signed in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def home(request):
    return render(request, "mou_portal/home.html", {"to_do": []})
