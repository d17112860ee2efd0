import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
        ('organisations', '0001_initial'),
        ('reporting', '0001_indicators_forms_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='CityReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('period', models.CharField(max_length=8, verbose_name='kỳ')),
                ('counts_from', models.DateField(verbose_name='số liệu từ ngày')),
                ('counts_to', models.DateField(verbose_name='đến hết ngày')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='lần')),
                ('amend_reason', lantoa.core.models.NFCTextField(blank=True, verbose_name='vì sao sửa')),
                ('state', models.CharField(choices=[('drafting', 'máy đang soạn'), ('draft', 'dự thảo'), ('with_leader', 'chờ lãnh đạo duyệt'), ('returned', 'trả lại để sửa'), ('approved', 'đã duyệt, chờ ban hành'), ('issued', 'đã ban hành'), ('locked', 'đã khóa'), ('superseded', 'đã thay bằng bản sửa')], default='drafting', max_length=11, verbose_name='tình trạng')),
                ('state_since', models.DateTimeField(blank=True, null=True)),
                ('drafting_at', models.DateTimeField(blank=True, null=True)),
                ('drafted_parts', models.PositiveSmallIntegerField(default=0)),
                ('drafted_at', models.DateTimeField(blank=True, null=True, verbose_name='soạn lúc')),
                ('snapshot', models.JSONField(blank=True, default=dict)),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='trình lúc')),
                ('return_reason', lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do trả lại')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='duyệt lúc')),
                ('number', lantoa.core.models.NFCCharField(blank=True, max_length=40, verbose_name='số, ký hiệu')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='ngày ban hành')),
                ('signer_authority', lantoa.core.models.NFCCharField(blank=True, max_length=120, verbose_name='thẩm quyền ký')),
                ('signer_post', lantoa.core.models.NFCCharField(blank=True, max_length=120, verbose_name='chức vụ người ký')),
                ('signer_name', lantoa.core.models.NFCCharField(blank=True, max_length=120, verbose_name='người ký')),
                ('signatures', models.JSONField(blank=True, default=list, verbose_name='chữ ký số đọc được')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='cơ quan soạn')),
                ('amends', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='reporting.cityreport')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='city_reports', to='organisations.unit', verbose_name='nơi báo cáo')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='bản đã ký')),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sources', models.ManyToManyField(blank=True, related_name='city_reports', to='reporting.unitreport')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'báo cáo thành phố',
                'verbose_name_plural': 'báo cáo thành phố',
                'ordering': ['-counts_to', '-pk'],
                'indexes': [models.Index(fields=['state', 'drafting_at'], name='reporting_city_drafting')],
                'constraints': [models.UniqueConstraint(fields=('authority', 'period', 'edition'), name='reporting_city_edition_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='reporting_city_returned_with_reason', violation_error_message='Hãy ghi lý do trả lại.'), models.CheckConstraint(condition=models.Q(('amends__isnull', True), models.Q(('amend_reason', ''), _negated=True), _connector='OR'), name='reporting_city_amended_with_reason', violation_error_message='Hãy ghi vì sao sửa báo cáo đã ban hành.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('issued', 'locked', 'superseded')), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('issued_on__isnull', False), models.Q(('signer_name', ''), _negated=True), ('approved_by__isnull', False)), _connector='OR'), name='reporting_city_issued_whole', violation_error_message='Báo cáo ban hành cần số, ngày và người ký như trên bản giấy.')],
            },
        ),
        migrations.CreateModel(
            name='CitySection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('general', 'Tình hình chung'), ('results', 'Kết quả thực hiện các nhiệm vụ của kế hoạch'), ('exemplars', 'Phát hiện, biểu dương, nhân rộng điển hình'), ('press', 'Tuyên truyền trên đài, báo và các kênh'), ('difficulties', 'Khó khăn, hạn chế và bài học kinh nghiệm'), ('tasks', 'Nhiệm vụ kỳ tiếp theo'), ('timeliness', 'Chế độ báo cáo')], max_length=12, verbose_name='phần')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('text', lantoa.core.models.NFCTextField(blank=True, verbose_name='nội dung')),
                ('drafted', lantoa.core.models.NFCTextField(blank=True, verbose_name='máy soạn')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='sửa lúc')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='giữ để sửa đến')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='reporting.cityreport')),
            ],
            options={
                'verbose_name': 'phần của báo cáo thành phố',
                'verbose_name_plural': 'phần của báo cáo thành phố',
                'ordering': ['report', 'order'],
                'constraints': [models.UniqueConstraint(fields=('report', 'part'), name='reporting_city_part_once')],
            },
        ),
    ]
