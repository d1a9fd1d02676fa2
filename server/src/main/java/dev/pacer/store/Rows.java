package dev.pacer.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStatus;
import dev.pacer.service.Source;
import dev.pacer.service.Version;
import dev.pacer.support.AccountRegion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Turns rows into records and values into columns.
final class Rows {
  static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(Source.class, SourceKinds.class).build();
  private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};

  /// The stored name of each kind of source.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ImageSource.class, name = "image"),
    @JsonSubTypes.Type(value = CodeSource.class, name = "code")
  })
  private interface SourceKinds {}

  private Rows() {}

  static Service service(ResultSet row) throws SQLException {
    return new Service(
        new AccountRegion(row.getString("account_id"), row.getString("region")),
        row.getString("id"),
        row.getString("name"),
        row.getString("host"),
        Lifecycle.of(ServiceStatus.valueOf(row.getString("status")), row.getString("operation_id")),
        row.getInt("version"),
        optionalNumber(row, "serving_version").map(Math::toIntExact),
        texts(row.getString("tags")),
        Optional.ofNullable(row.getString("encryption_key_arn")),
        time(row, "created_at"),
        time(row, "updated_at"),
        optionalTime(row, "deleted_at"));
  }

  static Map<String, String> texts(String json) {
    return JSON.readValue(json, TEXT_MAP);
  }

  static Version version(ResultSet row) throws SQLException {
    Optional<String> imageId = Optional.ofNullable(row.getString("image_id"));
    String digest = row.getString("image_digest");
    return new Version(
        row.getString("service_id"),
        row.getInt("number"),
        JSON.readValue(row.getString("configuration"), ServiceConfiguration.class),
        imageId.map(id -> new PinnedImage(id, digest)),
        Optional.ofNullable(row.getString("built"))
            .map(json -> JSON.readValue(json, BuiltSource.class)),
        time(row, "created_at"),
        optionalTime(row, "deployed_at"),
        optionalNumber(row, "restored_version").map(Math::toIntExact));
  }

  static Instance instance(ResultSet row) throws SQLException {
    return new Instance(
        row.getString("id"),
        row.getString("service_id"),
        row.getInt("version"),
        Instance.Phase.valueOf(row.getString("phase")),
        Optional.ofNullable(row.getString("handle")),
        time(row, "created_at"));
  }

  static Operation operation(ResultSet row) throws SQLException {
    return new Operation(
        row.getString("id"),
        row.getString("service_id"),
        OperationType.valueOf(row.getString("type")),
        OperationStatus.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("failure")),
        time(row, "started_at"),
        time(row, "updated_at"),
        optionalTime(row, "ended_at"));
  }

  static String operationId(Lifecycle lifecycle) {
    return lifecycle instanceof Lifecycle.InProgress(String operationId) ? operationId : "";
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
    return optionalNumber(row, column).map(Instant::ofEpochMilli);
  }

  private static Optional<Long> optionalNumber(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }
}
