import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('exemplars', '0006_narrowed'),
        ('files', '0001_initial'),
        ('organisations', '0001_initial'),
        ('selection', '0003_how_votes_count'),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificatePrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('mode', models.CharField(choices=[('full', 'in cả khung lên giấy trắng'), ('overprint', 'chỉ in chữ lên phôi có sẵn')], max_length=9, verbose_name='cách in')),
                ('state', models.CharField(choices=[('waiting', 'đang chờ'), ('running', 'đang làm'), ('done', 'đã xong'), ('failed', 'không làm được')], default='waiting', max_length=7, verbose_name='tình trạng')),
                ('state_since', models.DateTimeField(default=lantoa.core.clock.now)),
                ('total', models.PositiveIntegerField()),
                ('done_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'lần in giấy khen',
                'verbose_name_plural': 'lần in giấy khen',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_count__lte', models.F('total'))), name='selection_print_within_total')],
            },
        ),
        migrations.CreateModel(
            name='CertificateTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('mode', models.CharField(choices=[('full', 'in cả khung lên giấy trắng'), ('overprint', 'chỉ in chữ lên phôi có sẵn')], default='full', max_length=9, verbose_name='cách in')),
                ('has_emblem', models.BooleanField(default=False, verbose_name='phôi đã có Quốc huy')),
                ('authority', lantoa.core.models.NFCCharField(blank=True, max_length=100, verbose_name='dòng ký thay')),
                ('post', lantoa.core.models.NFCCharField(blank=True, max_length=100, verbose_name='chức vụ người ký')),
                ('offsets', models.JSONField(blank=True, default=dict, verbose_name='chỉnh vị trí (mm)')),
            ],
            options={
                'verbose_name': 'mẫu giấy khen',
                'verbose_name_plural': 'mẫu giấy khen',
                'ordering': ['unit', '-year'],
            },
        ),
        migrations.AlterModelOptions(
            name='awardform',
            options={'ordering': ['name', 'valid_from', 'pk'], 'verbose_name': 'hình thức khen', 'verbose_name_plural': 'hình thức khen'},
        ),
        migrations.AlterModelOptions(
            name='basesalary',
            options={'ordering': ['valid_from', 'pk'], 'verbose_name': 'mức lương cơ sở', 'verbose_name_plural': 'mức lương cơ sở'},
        ),
        migrations.RemoveConstraint(
            model_name='awardform',
            name='selection_award_form_once',
        ),
        migrations.RemoveConstraint(
            model_name='basesalary',
            name='selection_salary_once',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='selection_signed_has_number',
        ),
        migrations.AddField(
            model_name='awardform',
            name='authority',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='địa phương'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='decider',
            field=models.CharField(choices=[('any', 'mọi cơ quan, đơn vị'), ('commune', 'Chủ tịch UBND cấp xã, thủ trưởng đơn vị có con dấu'), ('province', 'Chủ tịch UBND cấp tỉnh'), ('state', 'Chủ tịch nước, Thủ tướng Chính phủ')], default='any', max_length=8, verbose_name='ai quyết định'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='nature',
            field=models.CharField(choices=[('title', 'danh hiệu thi đua'), ('commendation', 'hình thức khen thưởng'), ('praise', 'biểu dương (không kèm tiền)')], default='commendation', max_length=12, verbose_name='là'),
        ),
        migrations.AddField(
            model_name='basesalary',
            name='authority',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='địa phương'),
        ),
        migrations.AddField(
            model_name='decision',
            name='fund',
            field=lantoa.core.models.NFCCharField(default='Quỹ thi đua, khen thưởng theo quy định hiện hành', max_length=200, verbose_name='nguồn tiền thưởng'),
        ),
        migrations.AddField(
            model_name='decision',
            name='merit',
            field=lantoa.core.models.NFCCharField(default='đã có thành tích trong các phong trào thi đua', max_length=300, verbose_name='đã có thành tích'),
        ),
        migrations.AddField(
            model_name='decision',
            name='return_reason',
            field=lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do trả lại'),
        ),
        migrations.AddField(
            model_name='decision',
            name='submitted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='trình lúc'),
        ),
        migrations.AddField(
            model_name='decision',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='honour',
            name='details',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=700, verbose_name='chức vụ, nơi ở, đơn vị'),
        ),
        migrations.AddField(
            model_name='honour',
            name='golden_year',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='honour',
            name='issuer',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='golden_book', to='organisations.unit'),
        ),
        migrations.AddField(
            model_name='honour',
            name='money_note',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=200, verbose_name='vì sao số tiền này'),
        ),
        migrations.AddField(
            model_name='honour',
            name='public_from',
            field=models.DateField(blank=True, null=True, verbose_name='công bố từ ngày'),
        ),
        migrations.AddField(
            model_name='honour',
            name='recipient',
            field=lantoa.core.models.NFCCharField(default='', max_length=240, verbose_name='tên trên quyết định'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='honour',
            name='returned_note',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=200, verbose_name='chứng từ'),
        ),
        migrations.AddField(
            model_name='honour',
            name='returned_on',
            field=models.DateField(blank=True, null=True, verbose_name='tiền đã về quỹ ngày'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='state',
            field=models.CharField(choices=[('draft', 'dự thảo'), ('submitted', 'đã trình ký'), ('signed', 'đã ký'), ('revoked', 'đã thu hồi'), ('dropped', 'đã bỏ')], default='draft', max_length=9, verbose_name='tình trạng'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['unit', 'state', '-created_at'], name='selection_unit_decisions'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.UniqueConstraint(condition=models.Q(('authority__isnull', True)), fields=('key', 'valid_from'), name='selection_award_form_once'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.UniqueConstraint(condition=models.Q(('authority__isnull', False)), fields=('authority', 'key', 'valid_from'), name='selection_own_form_once', violation_error_message='Hình thức này đã có mức từ ngày ấy. Chọn ngày khác.'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(('individual__isnull', True), ('collective__isnull', True), ('collective__gt', models.F('individual')), _connector='OR'), name='selection_collective_gets_more', violation_error_message='Hệ số tập thể phải cao hơn cá nhân (Nghị định 152/2025/NĐ-CP, Điều 49).'),
        ),
        migrations.AddConstraint(
            model_name='basesalary',
            constraint=models.UniqueConstraint(condition=models.Q(('authority__isnull', True)), fields=('valid_from',), name='selection_salary_once'),
        ),
        migrations.AddConstraint(
            model_name='basesalary',
            constraint=models.UniqueConstraint(condition=models.Q(('authority__isnull', False)), fields=('authority', 'valid_from'), name='selection_own_salary_once', violation_error_message='Đã có mức lương cơ sở từ ngày ấy. Chọn ngày khác.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'dropped']), models.Q(models.Q(('number', ''), _negated=True), ('issued_on__isnull', False), models.Q(('signer_name', ''), _negated=True)), _connector='OR'), name='selection_signed_has_number', violation_error_message='Quyết định đã ký phải có số, ngày và người ký.'),
        ),
        migrations.AddField(
            model_name='certificateprint',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificateprint',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='selection.decision'),
        ),
        migrations.AddField(
            model_name='certificateprint',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='certificatetemplate',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_templates', to='organisations.unit', verbose_name='đơn vị cấp'),
        ),
        migrations.AddConstraint(
            model_name='certificateprint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('file__isnull', False), _connector='OR'), name='selection_print_done_has_file'),
        ),
        migrations.AddConstraint(
            model_name='certificatetemplate',
            constraint=models.UniqueConstraint(fields=('unit', 'year'), name='selection_template_once'),
        ),
    ]
