package org.httpca.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every type of message: its name on the wire, its record, and who may say it to whom. */
public enum MessageType {
    REQUEST_CERTIFICATE(RequestCertificate.class, Role.WORKER, Role.SIGNER),
    WITHDRAW_REQUEST(WithdrawRequest.class, Role.WORKER, Role.SIGNER),
    REVOKE_CERTIFICATE(RevokeCertificate.class, Role.WORKER, Role.SIGNER),
    REQUEST_RESPONDER_CERTIFICATE(RequestResponderCertificate.class, Role.WORKER, Role.SIGNER),
    LEARN_CERTIFICATES(LearnCertificates.class, Role.WORKER, Role.SIGNER),
    LOG_SEEN(LogSeen.class, Role.WORKER, Role.SIGNER),
    REQUEST_HELD(RequestHeld.class, Role.SIGNER, Role.WORKER),
    APPROVAL_COUNTED(ApprovalCounted.class, Role.SIGNER, Role.WORKER),
    REQUEST_REJECTED(RequestRejected.class, Role.SIGNER, Role.WORKER),
    REQUEST_WITHDRAWN(RequestWithdrawn.class, Role.SIGNER, Role.WORKER),
    CERTIFICATE_ISSUED(CertificateIssued.class, Role.SIGNER, Role.WORKER),
    CERTIFICATE_REVOKED(CertificateRevoked.class, Role.SIGNER, Role.WORKER),
    CERTIFICATE_RELEASED(CertificateReleased.class, Role.SIGNER, Role.WORKER),
    REVOCATION_REFUSED(RevocationRefused.class, Role.SIGNER, Role.WORKER),
    RESPONDER_CERTIFICATE_ISSUED(ResponderCertificateIssued.class, Role.SIGNER, Role.WORKER),
    RESPONDER_CERTIFICATE_REFUSED(ResponderCertificateRefused.class, Role.SIGNER, Role.WORKER),
    PROFILES_PUBLISHED(ProfilesPublished.class, Role.SIGNER, Role.WORKER),
    ISSUERS_PUBLISHED(IssuersPublished.class, Role.SIGNER, Role.WORKER),
    CRL_PUBLISHED(CrlPublished.class, Role.SIGNER, Role.WORKER),
    HEARTBEAT_PUBLISHED(HeartbeatPublished.class, Role.SIGNER, Role.WORKER),
    AUDIT_CHECKPOINT_PUBLISHED(AuditCheckpointPublished.class, Role.SIGNER, Role.WORKER),
    CERTIFICATES_COUNTED(CertificatesCounted.class, Role.SIGNER, Role.WORKER),
    LOG_EXTENDED(LogExtended.class, Role.SIGNER, Role.WORKER);

    private static final Map<String, MessageType> BY_WIRE_NAME = new HashMap<>();
    private static final Map<Class<?>, MessageType> BY_JAVA_TYPE = new HashMap<>();

    static {
        for (MessageType type : values()) {
            BY_WIRE_NAME.put(type.wireName(), type);
            BY_JAVA_TYPE.put(type.javaType, type);
        }
    }

    private final Class<? extends Message> javaType;
    private final Role sender;
    private final Role recipient;

    MessageType(Class<? extends Message> javaType, Role sender, Role recipient) {
        this.javaType = javaType;
        this.sender = sender;
        this.recipient = recipient;
    }

    /** Such as {@code request-certificate}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Class<? extends Message> javaType() {
        return javaType;
    }

    /** The only role that may say it. */
    public Role sender() {
        return sender;
    }

    /** The only role that it may be said to. */
    public Role recipient() {
        return recipient;
    }

    public static Optional<MessageType> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }

    public static MessageType of(Message message) {
        MessageType type = BY_JAVA_TYPE.get(message.getClass());
        if (type == null) {
            throw new IllegalStateException("no message type for " + message.getClass());
        }
        return type;
    }
}
