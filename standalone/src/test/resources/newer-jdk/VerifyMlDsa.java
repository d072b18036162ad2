import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Run as it is by a JDK from 24 on, without any library: what the platform alone makes of chains, CRLs and OCSP answers with
 * ML-DSA. Its argument is a folder with {@code root.pem}, {@code root.crl}, {@code issuing.crl} and, for each name that follows,
 * {@code NAME.pem} (the chain without the root) and {@code NAME.ocsp}. Says one line for each name.
 */
public final class VerifyMlDsa {

    private VerifyMlDsa() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("java " + Runtime.version().feature() + ", ML-DSA of "
                + Signature.getInstance("ML-DSA").getProvider().getName());
        Path folder = Path.of(arguments[0]);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate root = (X509Certificate) certificates(factory, folder.resolve("root.pem")).get(0);
        List<X509CRL> crls = new ArrayList<>();
        for (String name : List.of("root.crl", "issuing.crl")) {
            crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(name)))));
        }
        crls.get(0).verify(root.getPublicKey());
        System.out.println("root: " + root.getSigAlgName());
        for (int i = 1; i < arguments.length; i++) {
            List<Certificate> chain = certificates(factory, folder.resolve(arguments[i] + ".pem"));
            crls.get(1).verify(chain.get(1).getPublicKey());
            CertPath path = factory.generateCertPath(chain);
            byte[] answer = Files.readAllBytes(folder.resolve(arguments[i] + ".ocsp"));
            System.out.println(arguments[i] + ": key " + algorithm(chain.get(0)) + ", by CRL "
                    + byCrl(path, root, crls) + ", by OCSP " + byOcsp(path, root, answer));
        }
    }

    private static List<Certificate> certificates(CertificateFactory factory, Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new ArrayList<>(factory.generateCertificates(in));
        }
    }

    private static String algorithm(Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm() + "/"
                + certificate.getPublicKey().getEncoded().length;
    }

    private static String byCrl(CertPath path, X509Certificate root, List<X509CRL> crls) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        parameters.setRevocationEnabled(true);
        return verdict(path, parameters);
    }

    private static String byOcsp(CertPath path, X509Certificate root, byte[] answer) throws Exception {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(EnumSet.of(
                PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of((X509Certificate) path.getCertificates().get(0), answer));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.addCertPathChecker(checker);
        return verdict(path, parameters);
    }

    /** Whatever is not revoked and does not verify is a failure of the program. */
    private static String verdict(CertPath path, PKIXParameters parameters) throws Exception {
        try {
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return "good";
        } catch (CertPathValidatorException e) {
            if (e.getReason() == CertPathValidatorException.BasicReason.REVOKED) {
                return "revoked";
            }
            throw e;
        }
    }
}
