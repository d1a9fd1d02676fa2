package dev.pacer.compat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// A resolver on a loopback port that knows the CNAME records published in it and nothing else.
public final class DnsRecords implements AutoCloseable {
  private static final int LONGEST = 4096;
  private static final int LIFE_SECONDS = 60;

  private final Map<Name, Name> records = new ConcurrentHashMap<>();
  private final DatagramSocket socket;

  private DnsRecords(DatagramSocket socket) {
    this.socket = socket;
  }

  public static DnsRecords start() throws IOException {
    DnsRecords records = new DnsRecords(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().name("dns-records").daemon().start(records::serve);
    return records;
  }

  /// Where it answers, as `--dns-resolver` takes it.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// Publishes a record; both names are absolute.
  public void publish(String name, String target) throws IOException {
    records.put(Name.fromString(name), Name.fromString(target));
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[LONGEST];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException _) {
        // Closed, or a question that cannot be read: the asker gives up by itself.
      }
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    Message asked = new Message(question);
    Message answer = new Message(asked.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(asked.getQuestion(), Section.QUESTION);
    Name name = asked.getQuestion().getName();
    Name target = records.get(name);
    if (target == null) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else {
      answer.addRecord(new CNAMERecord(name, DClass.IN, LIFE_SECONDS, target), Section.ANSWER);
    }
    return answer.toWire();
  }
}
