package dev.pacer.connection;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.util.Map;
import java.util.Optional;

/// Keeps connections. Safe for any thread; every method is one transaction.
public interface ConnectionStore {

  /// Writes a new connection.
  ///
  /// @param quota how many a world may have
  Creation create(Connection connection, Map<String, String> tags, int quota);

  /// The connection of exactly that ARN; deleted ones are gone.
  Optional<Connection> find(String arn);

  Optional<Connection> findByName(AccountRegion world, String name);

  /// Connections by name.
  ///
  /// @param name only this one; every one when empty
  /// @param after the key that the previous page ended with
  Page<Connection> list(
      AccountRegion world, Optional<String> name, Optional<String> after, int limit);

  /// Ends the handshake: the connection is available from now on.
  ///
  /// @param credentials sealed; empty for repositories that everybody may read
  /// @return the connection as it is now; empty when it is gone
  Optional<Connection> approve(String arn, Optional<byte[]> credentials);

  /// The sealed credentials; empty when there are none.
  Optional<byte[]> credentials(String arn);

  Deletion delete(String arn);

  /// What became of a wish to create.
  enum Creation {
    CREATED,
    NAME_TAKEN,
    QUOTA_REACHED
  }

  /// What became of a wish to delete.
  enum Deletion {
    DELETED,
    NOT_FOUND,
    IN_USE
  }
}
