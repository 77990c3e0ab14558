from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_frameworks_of_ties")]

    operations = [migrations.DeleteModel("TieByName")]
