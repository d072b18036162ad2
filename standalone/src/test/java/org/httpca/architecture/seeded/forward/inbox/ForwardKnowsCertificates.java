package org.httpca.architecture.seeded.forward.inbox;

import org.bouncycastle.cert.X509CertificateHolder;

record ForwardKnowsCertificates(X509CertificateHolder door) {}
