package dev.pacer.ingress;

/// A client's connection as its [IngressLoop] sees it.
interface LoopClient {

  /// Where the loop's list has this connection.
  int placeInLoop();

  void placeInLoop(int place);

  /// Ends what has taken too long.
  ///
  /// @param now see [IngressLoop#now]
  void tick(long now);

  /// Closes, when no request is being served.
  void closeIfIdle();

  void close();
}
