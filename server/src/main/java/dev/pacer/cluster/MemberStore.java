package dev.pacer.cluster;

import java.util.List;

/// Keeps the members. What a member has claimed is free for others once it is none any more.
///
/// Safe for any thread; every method is one transaction.
public interface MemberStore {

  /// Makes this server a member, behind all others.
  void join(String memberId);

  /// Makes this server the only member: whoever else is stored died, as no two servers can have
  /// this database open.
  void joinAlone(String memberId);

  /// Shows that this server lives.
  ///
  /// @return false when it is no member any more, because others took it for dead
  boolean beat(String memberId);

  List<Member> members();

  /// Removes a member that did not move since it was seen like this.
  ///
  /// @return false when it did
  boolean expire(Member seen);

  /// Notes that a member sends no requests to a retiring instance any more and has none in flight.
  /// Does nothing when either is gone.
  void noteDrained(String instanceId, String memberId);

  /// Whether every other member has drained the instance.
  boolean drainedByOthers(String instanceId, String memberId);

  /// Removes this server, which stops.
  void leave(String memberId);
}
