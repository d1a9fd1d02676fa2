package dev.pacer.wire;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes the bodies of AWS JSON: one object, whose members are a record's components with
/// a capital first letter (or the name in [Member]).
///
/// Reading is strict where a mistake could be hidden and lenient where clients differ by version:
/// unknown members are skipped, null counts as absent, an empty body as `{}`; no type is turned into
/// another (no string into a number, no fraction into an integer), a member or map key that comes
/// twice is refused, text must be well-formed UTF-8 without unpaired surrogates, and nothing may
/// follow the object. Timestamps are seconds, integer or with a fraction, kept to the millisecond; a
/// double that JSON has no number for is one of the strings `NaN`, `Infinity` and `-Infinity`.
///
/// A decoded record has null in components that were absent, required ones included: run [Validator]
/// on it before using it, and let wire records check nothing in their constructors.
///
/// Thread-safe.
public final class JsonCodec {

  private static final int NESTING_LIMIT = 64;
  private static final int TEXT_LIMIT = 4 * 1024 * 1024;
  private static final int NUMBER_LIMIT = 128;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_LIMIT)
                  .maxStringLength(TEXT_LIMIT)
                  .maxNameLength(TEXT_LIMIT)
                  .maxNumberLength(NUMBER_LIMIT)
                  .build())
          .build();

  /// Reads a request body.
  ///
  /// @throws AwsException a SerializationException that says where, and never what, the body is
  public <T extends Record> T decode(byte[] body, Class<T> type) {
    String document = text(body);
    if (document.isBlank()) {
      document = "{}";
    }
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      return type.cast(decode(parser, type));
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /// Writes a response body.
  public byte[] encode(Record response) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      new ShapeWriter(generator).structure(response);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Writes an error body: the type id, and the text under the given member name.
  byte[] encodeError(String typeId, String messageMember, String message) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      generator.writeStartObject();
      generator.writeStringProperty("__type", typeId);
      generator.writeStringProperty(messageMember, message);
      generator.writeEndObject();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Record decode(JsonParser parser, Class<? extends Record> type) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw AwsException.serialization("The request body must be a JSON object.");
    }
    Record decoded = new ShapeReader(parser).structure(type, Path.ROOT);
    if (parser.nextToken() != null) {
      throw AwsException.serialization("The request body has text after its JSON object.");
    }
    return decoded;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw AwsException.serialization("The request body is not well-formed UTF-8.");
    }
  }

  private static AwsException malformed(JacksonException e) {
    var location = e.getLocation();
    String place =
        location == null
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return AwsException.serialization("The request body is not valid JSON" + place + ".");
  }
}
