import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exemplars', '0002_movement'),
        ('files', '0001_initial'),
        ('movements', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Column',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('title', lantoa.core.models.NFCCharField(max_length=150, verbose_name='tên chuyên mục')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='địa chỉ ngắn')),
                ('about', lantoa.core.models.NFCTextField(blank=True, verbose_name='giới thiệu')),
                ('opened_on', models.DateField(verbose_name='mở ngày')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='đóng ngày')),
                ('outside_url', models.URLField(blank=True, max_length=500, verbose_name='địa chỉ trên trang khác')),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='lần cuối thấy còn chạy')),
                ('movement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='columns', to='movements.movement', verbose_name='phong trào')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='columns', to='organisations.unit', verbose_name='đơn vị giữ mục')),
            ],
            options={
                'verbose_name': 'chuyên mục',
                'verbose_name_plural': 'chuyên mục',
                'ordering': ['title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='newsroom_column_span', violation_error_message='Ngày đóng phải sau ngày mở.')],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('slug', models.SlugField(max_length=90, unique=True, verbose_name='địa chỉ ngắn')),
                ('kind', models.CharField(choices=[('portrait', 'gương người tốt, việc tốt'), ('model', 'mô hình, cách làm hay'), ('news', 'tin hoạt động'), ('guide', 'chủ trương, chính sách')], default='portrait', max_length=8, verbose_name='loại')),
                ('topic', models.CharField(choices=[('ideology', 'tư tưởng Hồ Chí Minh về thi đua yêu nước'), ('policy_law', 'chủ trương, chính sách, pháp luật'), ('movement', 'phong trào, cuộc vận động'), ('exemplar', 'gương điển hình, mô hình')], default='exemplar', max_length=10, verbose_name='nội dung tuyên truyền')),
                ('state', models.CharField(choices=[('idea', 'ý tưởng'), ('drafting', 'đang viết'), ('desk', 'biên tập'), ('fact_check', 'kiểm tra'), ('approved', 'đã duyệt'), ('scheduled', 'hẹn giờ đăng'), ('published', 'đã đăng'), ('corrected', 'đã đăng, có đính chính'), ('unpublished', 'đã gỡ'), ('dropped', 'thôi không viết')], default='idea', max_length=11, verbose_name='tình trạng')),
                ('state_since', models.DateTimeField(default=lantoa.core.clock.now)),
                ('title', lantoa.core.models.NFCCharField(max_length=200, verbose_name='đầu đề')),
                ('read_back_on', models.DateField(blank=True, null=True, verbose_name='đã đọc lại cho người được viết nghe ngày')),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('publish_at', models.DateTimeField(blank=True, null=True, verbose_name='hẹn đăng lúc')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='đăng lúc')),
                ('return_reason', lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do trả lại')),
                ('correction', lantoa.core.models.NFCTextField(blank=True, verbose_name='đính chính')),
                ('taken_down_because', lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do gỡ')),
                ('locked_until', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('column', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='newsroom.column', verbose_name='chuyên mục')),
                ('locked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('movement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='movements.movement', verbose_name='phong trào')),
                ('nomination', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='exemplars.nomination', verbose_name='về gương')),
                ('read_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='organisations.unit', verbose_name='đơn vị viết')),
            ],
            options={
                'verbose_name': 'tin, bài',
                'verbose_name_plural': 'tin, bài',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['unit', 'state', '-state_since'], name='newsroom_desk'), models.Index(fields=['state', '-published_at', '-id'], name='newsroom_newest'), models.Index(fields=['state', 'publish_at'], name='newsroom_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('publish_at__isnull', False), _connector='OR'), name='newsroom_scheduled_when', violation_error_message='Hãy chọn giờ đăng.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'unpublished'), _negated=True), models.Q(('taken_down_because', ''), _negated=True), _connector='OR'), name='newsroom_taken_down_because', violation_error_message='Hãy ghi lý do gỡ.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'corrected'), _negated=True), models.Q(('correction', ''), _negated=True), _connector='OR'), name='newsroom_correction_said', violation_error_message='Hãy ghi đính chính điều gì.')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('channel', models.CharField(choices=[('portal', 'cổng, trang thông tin điện tử'), ('station', 'đài truyền thanh'), ('board', 'bảng tin công cộng'), ('bulletin', 'bản tin'), ('leaflet', 'tài liệu không kinh doanh'), ('speaker', 'tuyên truyền viên cơ sở'), ('social', 'mạng xã hội, ứng dụng nhắn tin'), ('sms', 'tin nhắn điện thoại'), ('press', 'báo, đài phát thanh, truyền hình')], max_length=8, verbose_name='kênh')),
                ('place', lantoa.core.models.NFCCharField(blank=True, max_length=200, verbose_name='ở đâu')),
                ('went_out_at', models.DateTimeField(verbose_name='đăng, phát lúc')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='đường dẫn')),
                ('taken_down_at', models.DateTimeField(blank=True, null=True, verbose_name='gỡ lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='ảnh, tệp chứng minh')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị đăng, phát')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='newsroom.story')),
            ],
            options={
                'verbose_name': 'lượt đăng, phát',
                'verbose_name_plural': 'lượt đăng, phát',
                'ordering': ['-went_out_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel', 'portal'), models.Q(('url', ''), _negated=True), ('proof__isnull', False), _connector='OR'), name='newsroom_publication_proven', violation_error_message='Dán đường dẫn, hoặc gửi ảnh, tệp cho thấy bài đã đăng, phát.')],
            },
        ),
        migrations.CreateModel(
            name='StoryVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('number', models.PositiveIntegerField(verbose_name='bản số')),
                ('title', lantoa.core.models.NFCCharField(max_length=200, verbose_name='đầu đề')),
                ('lead', lantoa.core.models.NFCTextField(blank=True, verbose_name='tóm tắt')),
                ('body', models.TextField(blank=True, verbose_name='nội dung')),
                ('quote', lantoa.core.models.NFCTextField(blank=True, verbose_name='lời nói hay')),
                ('quote_by', lantoa.core.models.NFCCharField(blank=True, max_length=150, verbose_name='lời của')),
                ('photo_alt', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='ảnh chụp gì (đọc cho người không nhìn thấy)')),
                ('photo_credit', lantoa.core.models.NFCCharField(blank=True, max_length=150, verbose_name='người chụp, nguồn ảnh')),
                ('byline', lantoa.core.models.NFCCharField(blank=True, max_length=150, verbose_name='tác giả')),
                ('reason', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='sửa gì')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exemplars.attachment', verbose_name='ảnh')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='newsroom.story')),
            ],
            options={
                'verbose_name': 'bản của bài',
                'verbose_name_plural': 'bản của bài',
                'ordering': ['story', '-number'],
                'constraints': [models.UniqueConstraint(fields=('story', 'number'), name='newsroom_version_once')],
            },
        ),
        migrations.AddField(
            model_name='story',
            name='current',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.AddField(
            model_name='story',
            name='live',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('text', lantoa.core.models.NFCTextField(verbose_name='lời nhắn')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='đã xong lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='newsroom.story')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion')),
            ],
            options={
                'verbose_name': 'lời nhắn',
                'verbose_name_plural': 'lời nhắn',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('published', 'corrected')), _negated=True), models.Q(('live__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='newsroom_live_has_text'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('published', 'corrected')), ('live__isnull', True), _connector='OR'), name='newsroom_only_live_is_read'),
        ),
    ]
