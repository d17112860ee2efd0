import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
import lantoa.exemplars.models.consents
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('exemplars', '0006_narrowed'),
        ('files', '0001_initial'),
        ('movements', '0001_initial'),
        ('newsroom', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChannelText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('form', models.CharField(choices=[('radio', 'lời đọc trên đài truyền thanh'), ('sms', 'tin nhắn điện thoại'), ('social', 'bài trên Zalo, Facebook'), ('poster', 'áp phích A3')], max_length=6, verbose_name='kênh')),
                ('number', models.PositiveIntegerField(verbose_name='bản số')),
                ('text', lantoa.core.models.NFCTextField(verbose_name='nội dung')),
                ('sha256', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'bản cho kênh',
                'verbose_name_plural': 'bản cho kênh',
                'ordering': ['story', 'form', '-number'],
            },
        ),
        migrations.CreateModel(
            name='MediaRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('kind', models.CharField(choices=[('cover', 'cử phóng viên đến đưa tin'), ('write', 'viết giúp tin, bài'), ('photo', 'chụp ảnh, quay phim'), ('air', 'phát trên đài'), ('run', 'đăng lại trên trang, báo'), ('material', 'cung cấp tư liệu, ảnh, số liệu'), ('meet', 'giới thiệu người để phỏng vấn')], max_length=8, verbose_name='đề nghị')),
                ('subject', lantoa.core.models.NFCCharField(max_length=200, verbose_name='việc gì')),
                ('text', lantoa.core.models.NFCTextField(blank=True, verbose_name='nói rõ')),
                ('wanted_on', models.DateField(blank=True, null=True, verbose_name='cần trước ngày')),
                ('state', models.CharField(choices=[('asked', 'chờ trả lời'), ('accepted', 'đã nhận lời'), ('declined', 'chưa giúp được'), ('handed', 'đã bàn giao'), ('done', 'xong'), ('withdrawn', 'thôi đề nghị')], default='asked', max_length=9, verbose_name='tình trạng')),
                ('state_since', models.DateTimeField(default=lantoa.core.clock.now)),
                ('asked_at', models.DateTimeField(default=lantoa.core.clock.now, verbose_name='đề nghị lúc')),
                ('answer_by', models.DateField(verbose_name='hạn trả lời')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='trả lời lúc')),
                ('hours_to_answer', models.PositiveIntegerField(blank=True, null=True, verbose_name='số giờ chờ trả lời')),
                ('answer', lantoa.core.models.NFCTextField(blank=True, verbose_name='trả lời')),
                ('handed_over', lantoa.core.models.NFCTextField(blank=True, verbose_name='đã bàn giao')),
                ('handed_over_url', models.URLField(blank=True, max_length=500, verbose_name='đường dẫn')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='xong lúc')),
            ],
            options={
                'verbose_name': 'đề nghị phối hợp',
                'verbose_name_plural': 'đề nghị phối hợp',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('hours_to_answer__isnull', True)), models.Q(('answered_at__isnull', False), ('hours_to_answer__isnull', False)), _connector='OR'), name='newsroom_answer_timed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='newsroom_declined_because', violation_error_message='Hãy ghi vì sao chưa giúp được, để đơn vị bạn tính cách khác.')],
            },
        ),
        migrations.CreateModel(
            name='PictureSize',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('format', models.CharField(choices=[('webp', 'WebP'), ('jpg', 'JPEG')], max_length=4)),
                ('content', models.FileField(max_length=200, upload_to='anh/%Y/%m')),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng (byte)')),
            ],
            options={
                'verbose_name': 'cỡ ảnh',
                'verbose_name_plural': 'cỡ ảnh',
                'ordering': ['picture', 'width', 'format'],
            },
        ),
        migrations.CreateModel(
            name='ReadBackLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('token', models.CharField(default=lantoa.exemplars.models.consents.new_token, max_length=40, unique=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='mở xem lúc')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='trả lời lúc')),
                ('is_right', models.BooleanField(blank=True, null=True, verbose_name='đúng rồi')),
                ('words', lantoa.core.models.NFCTextField(blank=True, verbose_name='cần sửa gì')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'đường dẫn đọc lại',
                'verbose_name_plural': 'đường dẫn đọc lại',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_right__isnull', True)), models.Q(('answered_at__isnull', False), ('is_right__isnull', False)), _connector='OR'), name='newsroom_read_back_answered')],
            },
        ),
        migrations.CreateModel(
            name='RequestNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('text', lantoa.core.models.NFCTextField(verbose_name='lời nhắn')),
            ],
            options={
                'verbose_name': 'lời trao đổi',
                'verbose_name_plural': 'lời trao đổi',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Royalty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('kind', models.CharField(choices=[('text', 'người viết'), ('photo', 'người chụp ảnh'), ('edit', 'người biên tập'), ('voice', 'người đọc')], default='text', max_length=5, verbose_name='cho')),
                ('to_whom', lantoa.core.models.NFCCharField(max_length=150, verbose_name='người nhận')),
                ('amount', models.PositiveBigIntegerField(verbose_name='số tiền (đồng)')),
                ('rule', lantoa.core.models.NFCCharField(max_length=300, verbose_name='theo quy định nào')),
                ('crossed_out_at', models.DateTimeField(blank=True, null=True, verbose_name='gạch bỏ lúc')),
            ],
            options={
                'verbose_name': 'nhuận bút',
                'verbose_name_plural': 'nhuận bút',
                'ordering': ['created_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='newsroom_royalty_positive', violation_error_message='Ghi số tiền lớn hơn 0.'), models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='newsroom_royalty_by_rule', violation_error_message='Ghi tính theo quy định nào (số văn bản, điều, khoản).')],
            },
        ),
        migrations.CreateModel(
            name='StoryPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('width', models.PositiveIntegerField(verbose_name='rộng (điểm)')),
                ('height', models.PositiveIntegerField(verbose_name='cao (điểm)')),
                ('alt', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='ảnh chụp gì')),
                ('credit', lantoa.core.models.NFCCharField(blank=True, max_length=150, verbose_name='người chụp, nguồn ảnh')),
                ('shown', models.CharField(blank=True, choices=[('nobody', 'không nhận ra ai (phong cảnh, đồ vật)'), ('subject', 'chính người được viết'), ('others', 'người khác, đã hỏi và được đồng ý'), ('public', 'hoạt động công cộng, có báo trước là ghi hình')], max_length=7, verbose_name='trong ảnh có ai')),
                ('agreed_how', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='ai đồng ý, bằng cách nào')),
                ('sizes_made_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'ảnh của bài',
                'verbose_name_plural': 'ảnh của bài',
                'ordering': ['story', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('shown', 'others'), _negated=True), models.Q(('agreed_how', ''), _negated=True), _connector='OR'), name='newsroom_others_agreed', violation_error_message='Ghi ai trong ảnh đã đồng ý, bằng cách nào (nói trực tiếp, nhắn tin, giấy).'), models.CheckConstraint(condition=models.Q(('height__gt', 0), ('width__gt', 0)), name='newsroom_picture_measured')],
            },
        ),
        migrations.CreateModel(
            name='UnsavedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField()),
                ('based_on', models.PositiveIntegerField(blank=True, null=True)),
                ('kept_at', models.DateTimeField(default=lantoa.core.clock.now)),
            ],
            options={
                'verbose_name': 'bản chưa lưu',
                'verbose_name_plural': 'bản chưa lưu',
            },
        ),
        migrations.RemoveConstraint(
            model_name='column',
            name='newsroom_column_span',
        ),
        migrations.AddField(
            model_name='column',
            name='anniversary',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='movements.anniversary', verbose_name='ngày kỷ niệm'),
        ),
        migrations.AddField(
            model_name='column',
            name='closed_because',
            field=lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do đóng'),
        ),
        migrations.AddField(
            model_name='column',
            name='colour',
            field=models.CharField(choices=[('son', 'đỏ son'), ('la', 'xanh lá'), ('cham', 'xanh chàm'), ('vang', 'vàng'), ('tim', 'tím'), ('ngoc', 'xanh ngọc')], default='son', max_length=8, verbose_name='màu'),
        ),
        migrations.AddField(
            model_name='column',
            name='is_unit_page',
            field=models.BooleanField(default=False, verbose_name='chuyên trang của cả đơn vị'),
        ),
        migrations.AddField(
            model_name='column',
            name='key',
            field=models.CharField(default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='column',
            name='looked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='lần cuối đã xem'),
        ),
        migrations.AddField(
            model_name='column',
            name='trouble',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=200, verbose_name='lần xem gần nhất'),
        ),
        migrations.AddField(
            model_name='column',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm'),
        ),
        migrations.AddField(
            model_name='comment',
            name='excerpt',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=120, verbose_name='đoạn bắt đầu bằng'),
        ),
        migrations.AddField(
            model_name='comment',
            name='paragraph',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='đoạn'),
        ),
        migrations.AddField(
            model_name='comment',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publication',
            name='crossed_out_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='gạch bỏ lúc'),
        ),
        migrations.AddField(
            model_name='publication',
            name='crossed_out_because',
            field=lantoa.core.models.NFCTextField(blank=True, verbose_name='lý do gạch bỏ'),
        ),
        migrations.AddField(
            model_name='publication',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.AddField(
            model_name='story',
            name='read_back_how',
            field=lantoa.core.models.NFCCharField(blank=True, max_length=200, verbose_name='đọc lại bằng cách nào'),
        ),
        migrations.AddField(
            model_name='story',
            name='read_back_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.AddField(
            model_name='story',
            name='tombstone',
            field=lantoa.core.models.NFCTextField(blank=True, verbose_name='báo cho bạn đọc'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['unit', '-went_out_at'], name='newsroom_register'),
        ),
        migrations.AddConstraint(
            model_name='column',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='newsroom_column_span', violation_error_message='Ngày đóng phải sau ngày mở.'),
        ),
        migrations.AddConstraint(
            model_name='column',
            constraint=models.CheckConstraint(condition=models.Q(('anniversary__isnull', True), ('year__isnull', False), _connector='OR'), name='newsroom_column_year', violation_error_message='Hãy chọn năm kỷ niệm.'),
        ),
        migrations.AddConstraint(
            model_name='column',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True), ('outside_url', '')), fields=('unit', 'key'), name='newsroom_column_once', violation_error_message='Đơn vị đã có chuyên trang này, đang mở.'),
        ),
        migrations.AddConstraint(
            model_name='column',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('outside_url', ''), _negated=True)), fields=('unit', 'outside_url'), name='newsroom_outside_column_once', violation_error_message='Địa chỉ này đã có trong sổ.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('crossed_out_at__isnull', True), models.Q(('crossed_out_because', ''), _negated=True), _connector='OR'), name='newsroom_crossed_out_because', violation_error_message='Hãy ghi vì sao gạch bỏ dòng này.'),
        ),
        migrations.AddField(
            model_name='channeltext',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='channeltext',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='channel_texts', to='newsroom.story'),
        ),
        migrations.AddField(
            model_name='channeltext',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='asked_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='media_requests_asked', to='organisations.unit', verbose_name='gửi đến'),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='nomination',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exemplars.nomination', verbose_name='về gương'),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='story',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='newsroom.story', verbose_name='bài'),
        ),
        migrations.AddField(
            model_name='mediarequest',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='media_requests', to='organisations.unit', verbose_name='đơn vị đề nghị'),
        ),
        migrations.AddField(
            model_name='readbacklink',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readbacklink',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read_back_links', to='newsroom.story'),
        ),
        migrations.AddField(
            model_name='readbacklink',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storyversion'),
        ),
        migrations.AddField(
            model_name='requestnote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='requestnote',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='newsroom.mediarequest'),
        ),
        migrations.AddField(
            model_name='royalty',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='royalty',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='royalties', to='newsroom.story'),
        ),
        migrations.AddField(
            model_name='storypicture',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='storypicture',
            name='attachment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exemplars.attachment'),
        ),
        migrations.AddField(
            model_name='storypicture',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='storypicture',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='newsroom.story'),
        ),
        migrations.AddField(
            model_name='picturesize',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sizes', to='newsroom.storypicture'),
        ),
        migrations.AddField(
            model_name='storyversion',
            name='cover',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.storypicture', verbose_name='ảnh đầu bài'),
        ),
        migrations.AddField(
            model_name='unsavedtext',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='unsavedtext',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unsaved', to='newsroom.story'),
        ),
        migrations.AddConstraint(
            model_name='channeltext',
            constraint=models.UniqueConstraint(fields=('story', 'form', 'number'), name='newsroom_channel_text_once'),
        ),
        migrations.AddIndex(
            model_name='mediarequest',
            index=models.Index(fields=['asked_unit', 'state', 'answer_by'], name='newsroom_request_waiting'),
        ),
        migrations.AddIndex(
            model_name='mediarequest',
            index=models.Index(fields=['unit', 'state'], name='newsroom_request_of'),
        ),
        migrations.AddConstraint(
            model_name='mediarequest',
            constraint=models.CheckConstraint(condition=models.Q(('unit', models.F('asked_unit')), _negated=True), name='newsroom_request_to_another', violation_error_message='Chọn đơn vị khác với đơn vị đề nghị.'),
        ),
        migrations.AddConstraint(
            model_name='picturesize',
            constraint=models.UniqueConstraint(fields=('picture', 'width', 'format'), name='newsroom_size_once'),
        ),
        migrations.AddConstraint(
            model_name='unsavedtext',
            constraint=models.UniqueConstraint(fields=('story', 'by'), name='newsroom_unsaved_once'),
        ),
    ]
