"""Watches, behind the wall of their authority, and logged without the number that they keep."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from authorities.log.attaching import Logged
from authorities.wall.policies import by_authority
from authorities.wall.raising import Wall, of_own


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0014_watches'),
        ('compliance', '0009_findings_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('engage', 'To engage this worker'), ('change', 'To extend or change their work here'), ('review', 'To look again at an earlier answer'), ('record', 'To record a placement')], max_length=10, verbose_name='why')),
                ('match_key', models.CharField(db_index=True, max_length=64)),
                ('sealed_number', models.CharField(blank=True, max_length=300, verbose_name='registration number, sealed')),
                ('pay_type', models.CharField(choices=[('paye', 'PAYE'), ('umbrella', 'Umbrella company'), ('limited_company', 'Limited company')], max_length=15)),
                ('hourly_pay', models.DecimalField(decimal_places=2, max_digits=8)),
                ('starts_on', models.DateField(verbose_name='start asked about')),
                ('free_on', models.DateField(verbose_name='first free day')),
                ('answer', models.CharField(max_length=15, verbose_name='answer when last asked')),
                ('asked_at', models.DateTimeField(verbose_name='last asked')),
                ('told_on', models.DateField(null=True, verbose_name='day on which the wait was over')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_on', models.DateField(verbose_name='last day')),
                ('ended_at', models.DateTimeField(null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job_role', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.jobrole')),
                ('job_title', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.jobtitle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('authority', 'match_key'), name='watch_of_a_worker_once'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('ended_at__isnull', False), ('sealed_number', '')), _connector='OR'), name='watch_that_ended_names_nobody')],
            },
        ),
        Wall("compliance_watch", by_authority()),
        of_own("compliance_watch", "job_title_id", "authorities_jobtitle"),
        Logged("compliance_watch", authority="authority_id", hidden=("match_key", "sealed_number", "purpose", "pay_type", "answer")),
    ]
