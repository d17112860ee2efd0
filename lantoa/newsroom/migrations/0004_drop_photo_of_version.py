from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("newsroom", "0003_photos_become_pictures")]

    operations = [
        migrations.RemoveField(model_name="storyversion", name="photo"),
        migrations.RemoveField(model_name="storyversion", name="photo_alt"),
        migrations.RemoveField(model_name="storyversion", name="photo_credit"),
    ]
