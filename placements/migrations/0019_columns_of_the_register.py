"""What the public register calls its columns is remembered too: one more kind of file."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0018_fill_search_text'),
    ]

    operations = [
        migrations.AlterField(
            model_name='columnmapping',
            name='kind',
            field=models.CharField(choices=[('placements', 'Placements'), ('leavers', 'Leavers'), ('hours', 'Hours'), ('exemptions', 'Exemptions'), ('register', 'Register')], max_length=10),
        ),
    ]
