"""Certificates and signed PDFs for tests: made here, trusted by nobody else."""

import io
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

_KEYS = {}


def certificate(name: str = "Trần Thị Ký", *, days: tuple[int, int] = (-1, 30)) -> tuple[bytes, bytes]:
    """(key, certificate), both PEM: its own root. `days` from and to today; one key for all, for it is slow to make."""
    key = _KEYS.setdefault("rsa", rsa.generate_private_key(public_exponent=65537, key_size=2048))
    who = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ủy ban nhân dân phường Thử"),
    ])  # fmt: skip
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0])).not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                                     key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False),
                       critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, made.public_bytes(serialization.Encoding.PEM)


def sign(pdf: bytes, key: bytes, cert: bytes, *, field: str = "Signature1") -> bytes:
    """The PDF with a PAdES signature added."""
    from asn1crypto import keys, pem
    from asn1crypto import x509 as asn1_x509
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    chain = asn1_x509.Certificate.load(pem.unarmor(cert)[2])
    signer = signers.SimpleSigner(
        signing_cert=chain,
        signing_key=keys.PrivateKeyInfo.load(pem.unarmor(key)[2]),
        cert_registry=SimpleCertificateStore.from_certs([chain]),
    )
    out = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES), signer=signer, output=out,
    )  # fmt: skip
    return out.getvalue()
