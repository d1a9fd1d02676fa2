package dev.pacer.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.sigv4.RandomChanges.Change;
import dev.pacer.sigv4.Verdict.Accepted;
import dev.pacer.sigv4.Verdict.Reason;
import dev.pacer.sigv4.Verdict.Refused;
import dev.pacer.testing.Fuzz;
import dev.pacer.testing.RandomText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whatever is sent, the verifier has a verdict, and only what was signed is accepted.
class SignatureFuzzTest {

  private final SignatureVerifier verifier =
      new SignatureVerifier(
          id -> id.equals("AKIDEXAMPLE") ? Optional.of(Requests.KEY) : Optional.empty(),
          () -> Requests.MOMENT,
          "apprunner");

  @Test
  void everyMadeUpSignatureIsRefused() {
    // when
    Map<String, Integer> reasons =
        Fuzz.tryInputs(
            10_000,
            random -> {
              SignedRequest request = RandomSigned.request(random);
              return refusal(verifier.verify(RandomSigned.withNonsense(random, request)));
            });

    // then
    assertThat(reasons.keySet()).extracting(Reason::valueOf).contains(Reason.values());
  }

  @Test
  void everyChangeToAGoodSignatureOrToWhatItSignsIsRefused() {
    // when
    Map<String, Integer> reasons =
        Fuzz.tryInputs(
            6_000,
            random -> {
              SignedRequest signed = Requests.signed(RandomSigned.request(random));
              assertThat(verifier.verify(signed)).isInstanceOf(Accepted.class);
              Change change = RandomText.oneOf(random, RandomChanges.CHANGES);
              SignedRequest changed = change.of(random, signed);
              return change.name() + ": " + refusal(verifier.verify(changed));
            });

    // then
    assertThat(reasons.keySet())
        .extracting(reason -> reason.substring(0, reason.indexOf(':')))
        .containsAll(RandomChanges.CHANGES.stream().map(Change::name).toList());
  }

  @Test
  void aSignedRequestInAnotherFormIsAccepted() {
    // when
    Map<String, Integer> verdicts =
        Fuzz.tryInputs(
            3_000,
            random -> {
              SignedRequest signed = Requests.signed(RandomSigned.request(random));
              Verdict verdict = verifier.verify(RandomChanges.disguised(random, signed));
              assertThat(verdict)
                  .as("%s %s", signed.rawPath(), signed.rawQuery())
                  .isInstanceOf(Accepted.class);
              return "accepted";
            });

    // then
    assertThat(verdicts).containsKey("accepted");
  }

  @Test
  void everyMangledAuthorizationIsReadOrUnusable() {
    // given
    String good = Requests.signed(Requests.call()).header("authorization").getFirst();

    // when
    Map<String, Integer> kinds =
        Fuzz.tryInputs(
            20_000,
            random -> {
              byte[] mangled = RandomText.mangled(random, Requests.bytes(good));
              String text = new String(mangled, StandardCharsets.ISO_8859_1);
              return Authorization.parse(text).getClass().getSimpleName();
            });

    // then
    assertThat(kinds).containsOnlyKeys("Parsed", "Unusable");
  }

  private static String refusal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Refused.class);
    Refused refused = (Refused) verdict;
    assertThat(refused.message()).isNotBlank();
    return refused.reason().name();
  }
}
