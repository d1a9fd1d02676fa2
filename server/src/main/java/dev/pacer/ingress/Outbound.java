package dev.pacer.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/// What a channel has yet to hand to the system.
final class Outbound {
  private Outbound() {}

  static boolean isEmpty(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null || buffer.isEmpty();
  }
}
