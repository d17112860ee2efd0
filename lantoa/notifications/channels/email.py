"""E-mail through Django's mail backend: SMTP where the operator named a server, files beside the data otherwise."""

import smtplib

from django.core.mail import EmailMessage

from lantoa.notifications.channels.base import RefusedError, TryLaterError, base_url
from lantoa.notifications.kinds import render_text
from lantoa.notifications.models import OutboxMessage


class EmailChannel:
    def send(self, message: OutboxMessage) -> None:
        """Raises RefusedError for an address the server turns down for good, TryLaterError for all else."""
        body = message.body
        if not message.digest_on:
            body = render_text("notifications/mail/single.txt", {"message": message, "base": base_url()})
        else:
            body = render_text("notifications/mail/digest_frame.txt", {"message": message, "base": base_url()})
        mail = EmailMessage(message.subject, body, to=[message.address], headers={"Message-ID": f"<{message.uuid}@lantoa>"})
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise RefusedError("Máy chủ thư từ chối địa chỉ này. Hãy kiểm tra lại địa chỉ.") from error
        except (smtplib.SMTPException, OSError) as error:
            raise TryLaterError("Máy chủ thư chưa nhận; hệ thống sẽ tự gửi lại.") from error
