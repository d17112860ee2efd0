import datetime
import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='địa chỉ ngắn')),
                ('opened_on', models.DateField(verbose_name='hoạt động từ')),
                ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='hoạt động đến trước ngày')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('kind', models.CharField(choices=[('cluster', 'cụm thi đua'), ('block', 'khối thi đua')], max_length=10, verbose_name='loại')),
                ('name', lantoa.core.models.NFCCharField(max_length=150, verbose_name='tên')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='thứ tự')),
                ('opened_on', models.DateField(verbose_name='lập ngày')),
                ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='thôi hoạt động từ')),
                ('is_proposal', models.BooleanField(default=False, verbose_name='đề xuất, chờ Hội đồng duyệt')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='organisations.unit', verbose_name='thuộc')),
            ],
            options={
                'verbose_name': 'cụm, khối thi đua',
                'verbose_name_plural': 'cụm, khối thi đua',
                'ordering': ['order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'name', 'opened_on'), name='organisations_cluster_once', violation_error_message='Đã có cụm, khối tên này lập cùng ngày.'), models.CheckConstraint(condition=models.Q(('opened_on__lt', models.F('closed_on'))), name='organisations_cluster_span', violation_error_message='Ngày thôi hoạt động phải sau ngày lập.')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('role', models.CharField(choices=[('UO', 'Công chức đơn vị'), ('UL', 'Lãnh đạo đơn vị'), ('CH', 'Trưởng cụm, khối thi đua'), ('SA', 'Cơ quan Thường trực'), ('CM', 'Thành viên Hội đồng'), ('CL', 'Lãnh đạo UBND'), ('ME', 'Biên tập viên báo, đài'), ('FP', 'Mặt trận, đoàn thể'), ('FI', 'Tài chính'), ('AD', 'Quản trị hệ thống'), ('UP', 'Cấp trên theo dõi'), ('GR', 'Khu phố, ấp, trường học')], max_length=2, verbose_name='vai trò')),
                ('title', lantoa.core.models.NFCCharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('note', lantoa.core.models.NFCTextField(blank=True, verbose_name='ghi chú')),
                ('delegated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organisations.appointment', verbose_name='được ủy quyền từ')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisations.cluster', verbose_name='cụm, khối')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisations.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'phân công',
                'verbose_name_plural': 'phân công',
                'abstract': False,
                'indexes': [models.Index(fields=['user', 'valid_from', 'valid_to'], name='organisatio_user_id_81e505_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='organisations_appointment_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('cluster__isnull', False), ('role', 'CH')), models.Q(models.Q(('role', 'CH'), _negated=True), ('cluster__isnull', True), ('unit__isnull', False)), _connector='OR'), name='organisations_appointment_place', violation_error_message='Trưởng cụm, khối thì chọn cụm, khối; vai trò khác thì chọn đơn vị.'), models.UniqueConstraint(fields=('user', 'role', 'unit', 'valid_from'), name='organisations_appointed_once', violation_error_message='Người này đã được phân công như vậy từ ngày đó.'), models.UniqueConstraint(fields=('user', 'role', 'cluster', 'valid_from'), name='organisations_cluster_appointed_once', violation_error_message='Người này đã được phân công như vậy từ ngày đó.')],
            },
        ),
        migrations.CreateModel(
            name='UnitAncestry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('depth', models.PositiveSmallIntegerField()),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='descendant_links', to='organisations.unit')),
                ('descendant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ancestor_links', to='organisations.unit')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['ancestor', 'valid_from', 'valid_to', 'descendant'], name='organisatio_ancesto_4012c7_idx'), models.Index(fields=['descendant', 'valid_from', 'valid_to', 'depth'], name='organisatio_descend_f3ead2_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='organisations_unitancestry_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('ancestor', 'descendant', 'valid_from'), name='organisations_ancestry_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('kind', models.CharField(choices=[('merge', 'sáp nhập'), ('split', 'chia, tách'), ('rename', 'đổi tên'), ('upgrade', 'nâng cấp, đổi loại'), ('move', 'chuyển cấp trên'), ('abolish', 'giải thể')], max_length=10, verbose_name='việc')),
                ('takes_effect_on', models.DateField(verbose_name='có hiệu lực từ')),
                ('is_heir', models.BooleanField(default=True, verbose_name='kế thừa việc dở dang')),
                ('legal_document', lantoa.core.models.NFCCharField(max_length=300, verbose_name='văn bản')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='nguồn')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisations.unit', verbose_name='đơn vị trước')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='organisations.unit', verbose_name='đơn vị sau')),
            ],
            options={
                'verbose_name': 'biến động đơn vị',
                'verbose_name_plural': 'biến động đơn vị',
                'ordering': ['takes_effect_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'takes_effect_on'), name='organisations_succession_once'), models.CheckConstraint(condition=models.Q(('successor__isnull', False), ('kind', 'abolish'), _connector='OR'), name='organisations_only_abolition_has_no_heir', violation_error_message='Hãy chọn đơn vị tiếp nhận.')],
            },
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('name', lantoa.core.models.NFCCharField(max_length=200, verbose_name='tên')),
                ('short_name', lantoa.core.models.NFCCharField(blank=True, max_length=80, verbose_name='tên gọn')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=600)),
                ('folded', models.CharField(default='', editable=False, max_length=320)),
                ('kind', models.CharField(choices=[('nation', 'Trung ương'), ('province', 'tỉnh'), ('central_city', 'thành phố trực thuộc Trung ương'), ('provincial_city', 'thành phố thuộc tỉnh'), ('town', 'thị xã'), ('district', 'huyện, quận'), ('ward', 'phường'), ('commune', 'xã'), ('special_zone', 'đặc khu'), ('hamlet', 'khu phố, ấp'), ('department', 'cơ quan chuyên môn'), ('front', 'Mặt trận Tổ quốc'), ('mass_organisation', 'đoàn thể'), ('party_body', 'cơ quan Đảng'), ('vertical_agency', 'cơ quan ngành dọc'), ('media', 'cơ quan truyền thông'), ('public_service', 'đơn vị sự nghiệp'), ('school', 'trường học'), ('enterprise', 'doanh nghiệp')], max_length=20, verbose_name='loại')),
                ('code', models.CharField(blank=True, db_index=True, max_length=20, verbose_name='mã số')),
                ('legal_document', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='văn bản')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='nguồn')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_versions', to='organisations.unit', verbose_name='cấp trên')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisations.unit')),
            ],
            options={
                'verbose_name': 'giai đoạn của đơn vị',
                'verbose_name_plural': 'giai đoạn của đơn vị',
                'ordering': ['unit', 'valid_from'],
                'abstract': False,
                'indexes': [models.Index(fields=['parent', 'valid_from', 'valid_to'], name='organisatio_parent__af0125_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='organisations_unitversion_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('unit', 'valid_from'), name='organisations_version_once'), models.UniqueConstraint(fields=('unit', 'valid_to'), name='organisations_version_ends_once'), models.CheckConstraint(condition=models.Q(('parent', models.F('unit')), _negated=True), name='organisations_not_own_parent', violation_error_message='Đơn vị không thể là cấp trên của chính nó.')],
            },
        ),
        migrations.CreateModel(
            name='ClusterSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisations.cluster')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisations.unit')),
            ],
            options={
                'verbose_name': 'chỗ trong cụm, khối',
                'verbose_name_plural': 'chỗ trong cụm, khối',
                'ordering': ['order', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='organisations_clusterseat_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('cluster', 'unit', 'valid_from'), name='organisations_seat_once')],
            },
        ),
        migrations.CreateModel(
            name='ClusterHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('post', models.CharField(choices=[('head', 'trưởng'), ('vice', 'phó')], default='head', max_length=4, verbose_name='vai trò')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='organisations.cluster')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headships', to='organisations.unit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='organisations_clusterhead_span', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(fields=('cluster', 'post', 'valid_from'), name='organisations_one_head')],
            },
        ),
    ]
