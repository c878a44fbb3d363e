"""Each edition prints the head of the log that was known when it was built."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_wall")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="log_head",
            field=models.CharField(
                blank=True, default="", help_text="The head of the log on the evening before, as printed.", max_length=100
            ),
        ),
    ]
