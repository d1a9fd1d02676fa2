package dev.pacer.store;

import dev.pacer.cluster.Member;
import dev.pacer.cluster.MemberStore;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// [MemberStore] in SQL.
public final class SqlMemberStore implements MemberStore {
  private final Database database;

  public SqlMemberStore(Database database) {
    this.database = database;
  }

  @Override
  public void join(String memberId) {
    database.write(handle -> insert(handle, memberId));
  }

  @Override
  public void joinAlone(String memberId) {
    database.write(handle -> {
      handle.execute("DELETE FROM member");
      return insert(handle, memberId);
    });
  }

  @Override
  public boolean beat(String memberId) {
    return database.write(
        handle -> handle.execute("UPDATE member SET beat = beat + 1 WHERE id = ?", memberId) == 1);
  }

  @Override
  public List<Member> members() {
    return database.read(handle ->
        handle
            .createQuery("SELECT id, sequence, beat FROM member ORDER BY sequence, id")
            .map((row, _) ->
                new Member(row.getString("id"), row.getLong("sequence"), row.getLong("beat")))
            .list());
  }

  @Override
  public boolean expire(Member seen) {
    return database.write(handle ->
        handle.execute("DELETE FROM member WHERE id = ? AND beat = ?", seen.id(), seen.beat())
            == 1);
  }

  @Override
  public void leave(String memberId) {
    database.write(handle -> handle.execute("DELETE FROM member WHERE id = ?", memberId));
  }

  @Override
  public void noteDrained(String instanceId, String memberId) {
    database.write(handle ->
        handle.execute(
            """
            INSERT INTO drained_instance (instance_id, member_id)
            SELECT i.id, m.id FROM instance i, member m WHERE i.id = ? AND m.id = ?
            ON CONFLICT (instance_id, member_id) DO NOTHING
            """,
            instanceId,
            memberId));
  }

  @Override
  public boolean drainedByOthers(String instanceId, String memberId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT NOT EXISTS (SELECT 1 FROM member m WHERE m.id <> :member
                  AND NOT EXISTS (SELECT 1 FROM drained_instance d
                    WHERE d.instance_id = :instance AND d.member_id = m.id))
                """)
            .bind("member", memberId)
            .bind("instance", instanceId)
            .mapTo(Boolean.class)
            .one());
  }

  private static int insert(Handle handle, String memberId) {
    return handle.execute(
        "INSERT INTO member (id, sequence, beat)"
            + " SELECT ?, coalesce(max(sequence), 0) + 1, 0 FROM member",
        memberId);
  }
}
