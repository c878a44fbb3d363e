"""Filters that people keep by name: each their own, by the wall as well."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from authorities.log.attaching import Logged
from authorities.wall.policies import PERSON, Owned
from authorities.wall.raising import Wall

OWN = f"person_id::text = {PERSON}"


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0012_recovery_codes_as_hashes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=1000)),
                ('first', models.BooleanField(default=False, help_text='The list opens with it.')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('page', 'name', 'pk'),
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('page'), django.db.models.functions.text.Lower('name'), name='saved_filter_named_once'), models.UniqueConstraint(condition=models.Q(('first', True)), fields=('person', 'page'), name='saved_filter_first_once')],
            },
        ),
        Wall("authorities_savedfilter", Owned(OWN, OWN)),
        Logged("authorities_savedfilter", hidden=("name", "query")),
    ]
