import datetime
import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('exemplars', '0005_books'),
        ('files', '0001_initial'),
        ('organisations', '0001_initial'),
        ('selection', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AwardForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('key', models.CharField(max_length=20)),
                ('name', lantoa.core.models.NFCCharField(max_length=100, verbose_name='hình thức')),
                ('individual', models.DecimalField(blank=True, decimal_places=3, max_digits=5, null=True, verbose_name='hệ số cá nhân')),
                ('collective', models.DecimalField(blank=True, decimal_places=3, max_digits=5, null=True, verbose_name='hệ số tập thể')),
                ('household', models.DecimalField(blank=True, decimal_places=3, max_digits=5, null=True, verbose_name='hệ số hộ gia đình')),
                ('mark', models.CharField(choices=[('F', 'có trong văn bản'), ('GK', 'chưa đối chiếu văn bản gốc'), ('D', 'suy ra')], max_length=2, verbose_name='mức chắc chắn')),
                ('source', lantoa.core.models.NFCTextField(blank=True, verbose_name='nguồn')),
            ],
            options={
                'verbose_name': 'hình thức khen',
                'verbose_name_plural': 'hình thức khen',
                'ordering': ['name', 'valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='selection_awardform_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('key', 'valid_from'), name='selection_award_form_once')],
            },
        ),
        migrations.CreateModel(
            name='BaseSalary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('dong', models.PositiveIntegerField(verbose_name='mức lương cơ sở (đồng)')),
                ('mark', models.CharField(choices=[('F', 'có trong văn bản'), ('GK', 'chưa đối chiếu văn bản gốc'), ('D', 'suy ra')], max_length=2, verbose_name='mức chắc chắn')),
                ('source', lantoa.core.models.NFCTextField(blank=True, verbose_name='nguồn')),
            ],
            options={
                'verbose_name': 'mức lương cơ sở',
                'verbose_name_plural': 'mức lương cơ sở',
                'ordering': ['valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='selection_basesalary_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('valid_from',), name='selection_salary_once')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('form', models.CharField(max_length=20, verbose_name='hình thức')),
                ('subject', lantoa.core.models.NFCCharField(max_length=300, verbose_name='trích yếu')),
                ('state', models.CharField(choices=[('draft', 'dự thảo'), ('signed', 'đã ký'), ('revoked', 'đã thu hồi'), ('dropped', 'đã bỏ')], default='draft', max_length=9, verbose_name='tình trạng')),
                ('state_since', models.DateTimeField(default=lantoa.core.clock.now)),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='số, ký hiệu')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='ngày ký')),
                ('issued_year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('decider', lantoa.core.models.NFCCharField(max_length=200, verbose_name='thẩm quyền ban hành')),
                ('signer_authority', lantoa.core.models.NFCCharField(blank=True, max_length=100, verbose_name='ký thay')),
                ('signer_post', lantoa.core.models.NFCCharField(blank=True, max_length=100, verbose_name='chức vụ người ký')),
                ('signer_name', lantoa.core.models.NFCCharField(blank=True, max_length=120, verbose_name='người ký')),
                ('honour_count', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(default=0, verbose_name='tổng tiền thưởng (đồng)')),
                ('revoked_because', lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do thu hồi')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='selection.round', verbose_name='theo đợt bình chọn')),
                ('signed_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='bản đã ký')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisations.unit', verbose_name='đơn vị ban hành')),
            ],
            options={
                'verbose_name': 'quyết định biểu dương',
                'verbose_name_plural': 'quyết định biểu dương',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'dropped']), models.Q(models.Q(('number', ''), _negated=True), ('issued_on__isnull', False), models.Q(('signer_name', ''), _negated=True)), _connector='OR'), name='selection_signed_has_number', violation_error_message='Quyết định đã ký phải có số, ngày và người ký.'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('unit', 'number', 'issued_year'), name='selection_decision_number_once', violation_error_message='Số này đã dùng trong năm.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'revoked'), _negated=True), models.Q(('revoked_because', ''), _negated=True), _connector='OR'), name='selection_revoked_because', violation_error_message='Hãy ghi lý do thu hồi.')],
            },
        ),
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('form', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField(verbose_name='số thứ tự')),
                ('achievement', lantoa.core.models.NFCTextField(verbose_name='thành tích')),
                ('amount', models.PositiveIntegerField(default=0, verbose_name='tiền thưởng (đồng)')),
                ('golden_book', models.PositiveIntegerField(blank=True, null=True, verbose_name='số sổ vàng')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                ('revoked_because', lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do thu hồi')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='selection.decision')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='exemplars.nomination')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='exemplars.subject')),
            ],
            options={
                'verbose_name': 'biểu dương',
                'verbose_name_plural': 'biểu dương',
                'ordering': ['decision', 'number'],
                'indexes': [models.Index(fields=['subject', '-created_at'], name='selection_honours_of')],
                'constraints': [models.UniqueConstraint(fields=('decision', 'number'), name='selection_honour_number'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('nomination', 'form'), name='selection_honoured_once', violation_error_message='Thành tích này đã được khen ở cùng hình thức.'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('revoked_because', ''), _negated=True), _connector='OR'), name='selection_honour_revoked_because', violation_error_message='Hãy ghi lý do thu hồi.')],
            },
        ),
    ]
