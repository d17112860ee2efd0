import django.core.validators
import django.db.models.deletion
import lantoa.core.clock
import lantoa.core.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('kind', models.CharField(max_length=60, verbose_name='loại')),
                ('title', lantoa.core.models.NFCCharField(max_length=250, verbose_name='tiêu đề')),
                ('body', lantoa.core.models.NFCTextField(blank=True, verbose_name='nội dung')),
                ('url', models.CharField(blank=True, max_length=500, verbose_name='đường dẫn')),
                ('about_model', models.CharField(blank=True, max_length=60)),
                ('about_id', models.PositiveBigIntegerField(blank=True, null=True)),
                ('dedupe_key', models.CharField(blank=True, max_length=120)),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='đọc lúc')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'thông báo',
                'verbose_name_plural': 'thông báo',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['recipient', '-created_at'], name='notificatio_recipie_141bb1_idx'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['recipient'], name='notifications_unread')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('dedupe_key', ''), _negated=True), fields=('recipient', 'dedupe_key'), name='notifications_told_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lantoa.core.clock.now, editable=False, verbose_name='tạo lúc')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('channel', models.CharField(choices=[('in_app', 'trong phần mềm'), ('email', 'thư điện tử'), ('sms', 'tin nhắn SMS'), ('zalo', 'Zalo')], max_length=8, verbose_name='kênh')),
                ('kind', models.CharField(max_length=60, verbose_name='loại')),
                ('address', models.CharField(blank=True, max_length=254, verbose_name='gửi đến')),
                ('subject', lantoa.core.models.NFCCharField(max_length=250, verbose_name='tiêu đề')),
                ('body', lantoa.core.models.NFCTextField(blank=True, verbose_name='nội dung')),
                ('state', models.CharField(choices=[('queued', 'đang chờ gửi'), ('sending', 'đang gửi'), ('sent', 'đã gửi'), ('failed', 'không gửi được'), ('skipped', 'không gửi')], default='queued', max_length=8, verbose_name='tình trạng')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='số lần thử')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='thử lúc')),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='gửi lúc')),
                ('error', lantoa.core.models.NFCCharField(blank=True, max_length=300, verbose_name='vì sao')),
                ('is_digest_part', models.BooleanField(default=False, verbose_name='gộp vào thư trong ngày')),
                ('digest_on', models.DateField(blank=True, null=True)),
                ('carried_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='notifications.outboxmessage')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='notifications.notice')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'tin gửi đi',
                'verbose_name_plural': 'tin gửi đi',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['next_try_at'], name='notifications_to_send'), models.Index(fields=['state', '-created_at'], name='notificatio_state_0afe96_idx'), models.Index(fields=['recipient', '-created_at'], name='notificatio_recipie_f8e98c_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('digest_on__isnull', False)), fields=('recipient', 'digest_on'), name='notifications_one_digest_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='notifications_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'skipped']), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='notifications_failure_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_email', models.BooleanField(default=True, verbose_name='Nhận thư điện tử')),
                ('by_sms', models.BooleanField(default=False, verbose_name='Nhận tin nhắn SMS cho việc gấp')),
                ('by_zalo', models.BooleanField(default=False, verbose_name='Nhận tin Zalo cho việc gấp')),
                ('digest_hour', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='Giờ nhận thư tổng hợp trong ngày')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notification_preference', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'cách nhận thông báo',
                'verbose_name_plural': 'cách nhận thông báo',
                'constraints': [models.CheckConstraint(condition=models.Q(('digest_hour__lte', 23)), name='notifications_hour_of_day', violation_error_message='Giờ nhận thư từ 0 đến 23.')],
            },
        ),
    ]
