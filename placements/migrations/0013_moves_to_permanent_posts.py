"""A worker’s move from a placement to a permanent post: its table, the wall around it, and its entries in the log."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from authorities.log.attaching import Logged, through
from authorities.wall.policies import by_placement_unsupplied
from authorities.wall.raising import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0009_councils'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('placements', '0012_history_of_what_was_taken_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interest_on', models.DateField(blank=True, null=True)),
                ('offer_on', models.DateField(blank=True, null=True)),
                ('accepted_on', models.DateField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('declined_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversions', to='placements.placement')),
            ],
            options={
                'verbose_name': 'move to a permanent post',
            },
        ),
        migrations.CreateModel(
            name='ConversionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('interest_on', models.DateField(blank=True, null=True)),
                ('offer_on', models.DateField(blank=True, null=True)),
                ('accepted_on', models.DateField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('declined_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.conversion')),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.placement')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='conversion',
            constraint=models.UniqueConstraint(condition=models.Q(('declined_on__isnull', True), ('withdrawn_on__isnull', True)), fields=('placement',), name='conversion_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='conversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_on__isnull', True), ('started_on__isnull', True)), models.Q(('started_on__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('declined_on__isnull', True), ('withdrawn_on__isnull', True)), _connector='OR'), name='conversion_comes_to_one_end'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_conversionevent" ("accepted_on", "declined_on", "id", "interest_on", "offer_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "started_on", "withdrawn_on") VALUES (NEW."accepted_on", NEW."declined_on", NEW."id", NEW."interest_on", NEW."offer_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."started_on", NEW."withdrawn_on"); RETURN NULL;', hash='51c6f9ee2a9833f61ad274884ce39c4f9e9ba315', operation='INSERT', pgid='pgtrigger_insert_insert_65370', table='placements_conversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_conversionevent" ("accepted_on", "declined_on", "id", "interest_on", "offer_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "started_on", "withdrawn_on") VALUES (NEW."accepted_on", NEW."declined_on", NEW."id", NEW."interest_on", NEW."offer_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placement_id", NEW."started_on", NEW."withdrawn_on"); RETURN NULL;', hash='ce3c35ae70e30520c3f8e3ca3b4c580dace6f021', operation='UPDATE', pgid='pgtrigger_update_update_74240', table='placements_conversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_conversionevent" ("accepted_on", "declined_on", "id", "interest_on", "offer_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "started_on", "withdrawn_on") VALUES (OLD."accepted_on", OLD."declined_on", OLD."id", OLD."interest_on", OLD."offer_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."started_on", OLD."withdrawn_on"); RETURN NULL;', hash='0568fed9d978f64682bc8076477ead02ecf33b35', operation='DELETE', pgid='pgtrigger_delete_delete_84053', table='placements_conversion', when='AFTER')),
        ),
        Wall('placements_conversion', by_placement_unsupplied()),
        Wall('placements_conversionevent', by_placement_unsupplied().kept()),
        Logged('placements_conversion', authority=through('placements_placement', 'placement_id')),
    ]
