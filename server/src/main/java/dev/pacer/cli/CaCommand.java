package dev.pacer.cli;

import dev.pacer.app.Authorities;
import dev.pacer.certificates.CertificateAuthority;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `pacer ca`: the certificate that clients have to trust.
@Command(
    name = "ca",
    description = {
      "Print the certificate authority that signs the HTTPS certificates of services, as PEM on"
          + " standard output, and how to trust it on standard error. It is made when the data"
          + " directory has none; a server may run meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  pacer ca >pacer-ca.pem",
      "  curl --cacert <(pacer ca 2>/dev/null) https://LABEL.REGION.DOMAIN:8443/",
      "  pacer ca 2>/dev/null | openssl x509 -noout -subject -fingerprint -sha256",
      "",
      "Its private key stays in the data directory (secrets/ca.pem): whoever has it can pose",
      "as any server to those who trust it."
    })
final class CaCommand implements Callable<Integer> {
  private static final String HOW_TO_TRUST =
      """

      To trust it, write it to a file (pacer ca >pacer-ca.pem), then:

        curl             curl --cacert pacer-ca.pem https://...
        Debian, Ubuntu   cp pacer-ca.pem /usr/local/share/ca-certificates/pacer.crt && update-ca-certificates
        macOS            sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain pacer-ca.pem
        Node.js          export NODE_EXTRA_CA_CERTS=$PWD/pacer-ca.pem
        Python requests  export REQUESTS_CA_BUNDLE=$PWD/pacer-ca.pem
        AWS CLI          export AWS_CA_BUNDLE=$PWD/pacer-ca.pem
        Java             keytool -importcert -noprompt -cacerts -alias pacer -file pacer-ca.pem
      """;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() {
    CertificateAuthority authority =
        Authorities.readOrMakeAlone(dataDirectory.directory(), Clock.systemUTC());
    System.out.print(authority.certificatePem());
    System.out.flush();
    System.err.printf(
        "%s, until %tF%n",
        authority.certificate().getSubjectX500Principal(), authority.certificate().getNotAfter());
    System.err.print(HOW_TO_TRUST);
    return 0;
  }
}
