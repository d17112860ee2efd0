from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0005_fill_honours'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='honour',
            constraint=models.UniqueConstraint(fields=('issuer', 'golden_year', 'golden_book'), name='selection_golden_book_once', violation_error_message='Số sổ vàng này đã cấp.'),
        ),
        migrations.AddConstraint(
            model_name='honour',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('golden_book__isnull', True), ('golden_year__isnull', True), ('issuer__isnull', True), ('public_from__isnull', True)), models.Q(('golden_book__isnull', False), ('golden_year__isnull', False), ('issuer__isnull', False), ('public_from__isnull', False)), _connector='OR'), name='selection_golden_book_whole'),
        ),
        migrations.AddConstraint(
            model_name='honour',
            constraint=models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), ('revoked_at__isnull', False), _connector='OR'), name='selection_returned_if_revoked', violation_error_message='Chỉ thu lại tiền của biểu dương đã thu hồi.'),
        ),
    ]
