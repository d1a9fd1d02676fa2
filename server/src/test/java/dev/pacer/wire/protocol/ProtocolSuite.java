package dev.pacer.wire.protocol;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.loader.ModelDiscovery;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/// The test cases of Smithy's protocols that a server of AWS JSON can learn from. Cases that Smithy
/// marks as being about clients are left out.
final class ProtocolSuite {

  /// The files that are read: both versions of AWS JSON, what they share with the other protocols,
  /// and those of restJson1 that are about requests that a server must refuse.
  private static final Pattern FILES =
      Pattern.compile(
          ".*/smithy/(awsJson1_[01]/.*|restJson1/(malformedRequests|validation)/.*"
              + "|(shared-types|aws-config|smithy[.]test)[.]smithy)");

  private static final Model MODEL = model();

  private ProtocolSuite() {}

  /// A test case.
  ///
  /// @param shape the operation or error that it is about
  record Case<T>(Shape shape, T test) {

    /// The name of the operation or error.
    String name() {
      return shape.getId().getName();
    }
  }

  static List<Case<HttpRequestTestCase>> requests(AwsJson protocol) {
    return cases(HttpRequestTestsTrait.class, HttpRequestTestsTrait::getTestCases)
        .filter(each -> isFor(protocol, each.test()))
        .toList();
  }

  static List<Case<HttpResponseTestCase>> responses(AwsJson protocol) {
    return cases(HttpResponseTestsTrait.class, HttpResponseTestsTrait::getTestCases)
        .filter(each -> isFor(protocol, each.test()))
        .toList();
  }

  /// The cases of restJson1 whose request has a body: in the others the fault is in a path, a query
  /// or a header that carries a member, which AWS JSON does not know.
  static List<Case<HttpMalformedRequestTestCase>> malformedBodies() {
    return cases(HttpMalformedRequestTestsTrait.class, HttpMalformedRequestTestsTrait::getTestCases)
        .filter(each -> each.test().getRequest().getBody().isPresent())
        .toList();
  }

  private static boolean isFor(AwsJson protocol, HttpMessageTestCase test) {
    return test.getProtocol().equals(protocol.id())
        && !test.getAppliesTo().equals(Optional.of(AppliesTo.CLIENT));
  }

  private static <S extends Trait, T> Stream<Case<T>> cases(
      Class<S> trait, Function<S, List<T>> tests) {
    return MODEL
        .shapes()
        .filter(shape -> shape.hasTrait(trait))
        .sorted()
        .flatMap(shape ->
            tests.apply(shape.expectTrait(trait)).stream().map(test -> new Case<>(shape, test)));
  }

  private static Model model() {
    ModelAssembler assembler =
        Model.assembler()
            .disableValidation()
            .putProperty(ModelAssembler.ALLOW_UNKNOWN_TRAITS, true);
    for (URL file : ModelDiscovery.findModels(ProtocolSuite.class.getClassLoader())) {
      if (FILES.matcher(file.getPath()).matches()) {
        assembler.addImport(file);
      }
    }
    return assembler.assemble().getResult().orElseThrow();
  }
}
