package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.Published.ISSUING;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.web.Http.Answer;

/** Answers as a client that believes nothing reads them. */
final class Answered {
    private Answered() {}

    static int error(Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        OCSPResp response = new OCSPResp(answer.body());
        assertThat(response.getResponseObject()).isNull();
        return response.getStatus();
    }

    static SingleResp single(Answer answer) throws Exception {
        assertThat(basic(answer).getResponses()).hasSize(1);
        return basic(answer).getResponses()[0];
    }

    /** Each answer has a signature that holds, by a responder whom the issuer has certified. */
    static BasicOCSPResp basic(Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        OCSPResp response = new OCSPResp(answer.body());
        assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        assertThat(response.getEncoded()).isEqualTo(answer.body());
        BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
        X509CertificateHolder responder = basic.getCerts()[0];
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder)))
                .isTrue();
        new JcaX509CertificateConverter()
                .getCertificate(responder)
                .verify(new JcaX509CertificateConverter()
                        .getCertificate(ISSUING)
                        .getPublicKey());
        assertThat(basic.getResponderId().toASN1Primitive().getName()).isNull();
        return basic;
    }
}
