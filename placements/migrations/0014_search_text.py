"""Lines to search through, written by triggers and walled like the records that they are of."""

import django.db.models.deletion
from django.db import migrations, models

from authorities.wall.policies import by_authority, one_of
from authorities.wall.raising import Wall, of_own
from placements.search_sql import FORGOTTEN, KEPT_IN_STEP


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0009_councils'),
        ('placements', '0013_moves_to_permanent_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('placement', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='placements.placement')),
                ('supplier', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.supplier')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='placements.worker')),
            ],
            options={
                'indexes': [models.Index(fields=['authority'], include=('text', 'worker', 'placement', 'supplier'), name='search_text_of_authority'), models.Index(condition=models.Q(('supplier__isnull', False)), fields=['supplier'], include=('text', 'worker', 'placement', 'authority'), name='search_text_of_supplier')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('placement__isnull', True)), fields=('worker',), name='search_text_once_for_a_worker'), models.UniqueConstraint(condition=models.Q(('placement__isnull', False)), fields=('placement',), name='search_text_once_for_a_placement')],
            },
        ),
        of_own("placements_searchtext", "worker_id", "placements_worker"),
        of_own("placements_searchtext", "placement_id", "placements_placement"),
        migrations.RunSQL(list(KEPT_IN_STEP), list(FORGOTTEN)),
        Wall("placements_searchtext", by_authority(also=f"supplier_id {one_of('suppliers')}")),
    ]
