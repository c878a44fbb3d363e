"""A watch asks too: one more way by which a look-up comes."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0013_saved_filters'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lookup',
            name='channel',
            field=models.CharField(choices=[('page', 'Page'), ('api', 'API'), ('recording', 'Recording a placement'), ('command', 'Command'), ('watch', 'A watch')], max_length=10),
        ),
    ]
