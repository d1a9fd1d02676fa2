package dev.pacer.ingress;

import static dev.pacer.ingress.LeakOrigin.LARGE;
import static dev.pacer.ingress.LeakOrigin.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// A thing that a client does to the front door, and what it must see. One visit is one request, but for
/// [#PIPELINED] and [#SLOW_READER], which are more.
enum LeakVisit {
  GET_SMALL(6, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      assertAnswer(wire.send(FrontDoor.get("/small")), 200, 5);
    }
  },
  GET_MEDIUM(3, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      assertAnswer(wire.send(FrontDoor.get("/medium")), 200, MEDIUM);
    }
  },
  GET_CHUNKED(2, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      assertAnswer(wire.send(FrontDoor.get("/chunked")), 200, "5\r\nsmall\r\n0\r\n\r\n".length());
    }
  },
  HEAD(2, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send("HEAD /head HTTP/1.1\r\nHost: app.test\r\n\r\n");
      assertThat(wire.readHead().status()).isEqualTo(200);
    }
  },
  POST(3, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(post("Content-Length: 16384") + "x".repeat(16_384));
      assertAnswer(wire, 200, 5);
    }
  },
  POST_CHUNKED(3, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(post("Transfer-Encoding: chunked") + "1000\r\n" + "x".repeat(4096) + "\r\n");
      wire.send("3\r\nend\r\n0\r\n\r\n");
      assertAnswer(wire, 200, 5);
    }
  },
  PIPELINED(2, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(FrontDoor.get("/small") + FrontDoor.get("/medium") + FrontDoor.get("/small"));
      assertAnswer(wire, 200, 5);
      assertAnswer(wire, 200, MEDIUM);
      assertAnswer(wire, 200, 5);
    }
  },
  PIPELINED_AND_GONE(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(FrontDoor.get("/medium").repeat(10));
      wire.reset();
    }
  },
  GONE_IN_HEAD(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send("GET /small HTTP/1.1\r\nHost: app");
      wire.reset();
    }
  },
  GONE_IN_REQUEST(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(post("Content-Length: 100000") + "x".repeat(50_000));
      wire.reset();
    }
  },
  GONE_IN_CHUNK(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(post("Transfer-Encoding: chunked") + "1000\r\n" + "x".repeat(100));
      wire.reset();
    }
  },
  GONE_IN_ANSWER(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(FrontDoor.get("/large")).read(20_000);
      wire.reset();
    }
  },
  SLOW_READER(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      try (Wire slow = Wire.withSmallBuffersTo(door.server().httpAddress())) {
        slow.send(FrontDoor.get("/large"));
        // Its answer is stuck on the way while another one passes.
        assertAnswer(wire.send(FrontDoor.get("/medium")), 200, MEDIUM);
        assertAnswer(slow, 200, LARGE);
      }
    }
  },
  ANSWER_IS_CUT(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(FrontDoor.get("/cut"));
      assertThat(wire.readHead().status()).isEqualTo(200);
      assertThat(wire.skip(LARGE)).isLessThan(LARGE);
    }
  },
  NOT_ANSWERED(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      assertThat(wire.send(FrontDoor.get("/vanish")).readMessage().status()).isEqualTo(502);
    }
  },
  BAD_ANSWER(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      assertThat(wire.send(FrontDoor.get("/nonsense")).readMessage().status()).isEqualTo(502);
    }
  },
  ANSWERED_EARLY(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send("POST /early HTTP/1.1\r\nHost: app.test\r\nContent-Length: 100000\r\n\r\nbegun");
      assertAnswer(wire, 200, 5);
    }
  },
  MALFORMED(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send("GET /small HTTP/1.1\r\nHost: app.test\r\nBad Name: x\r\n\r\n");
      assertThat(wire.readMessage().status()).isEqualTo(400);
    }
  },
  MALFORMED_CHUNK(1, false) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send(post("Transfer-Encoding: chunked") + "0x5\r\nhello\r\n");
      assertThat(wire.readMessage().status()).isEqualTo(400);
    }
  },
  UNKNOWN_HOST(1, true) {
    @Override
    void pay(Wire wire, FrontDoor door) throws IOException {
      wire.send("GET / HTTP/1.1\r\nHost: nobody.test\r\n\r\n");
      assertThat(wire.readMessage().status()).isEqualTo(404);
    }
  };

  private final int weight;
  private final boolean leavesConnection;

  LeakVisit(int weight, boolean leavesConnection) {
    this.weight = weight;
    this.leavesConnection = leavesConnection;
  }

  /// How often it happens, beside the others.
  int weight() {
    return weight;
  }

  /// Whether the connection can be used again after it.
  boolean leavesConnection() {
    return leavesConnection;
  }

  abstract void pay(Wire wire, FrontDoor door) throws IOException;

  private static String post(String framing) {
    return "POST /sink HTTP/1.1\r\nHost: app.test\r\n" + framing + "\r\n\r\n";
  }

  private static void assertAnswer(Wire wire, int status, int length) throws IOException {
    Wire.Message answer = wire.readMessage();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).hasSize(length);
  }
}
