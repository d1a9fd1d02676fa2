package dev.pacer.ingress.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty, in this process.
final class AlienJetty implements AlienServer {
  private final Server server = new Server(new QueuedThreadPool(48));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  AlienJetty() throws IOException {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            Content.Source.consumeAll(request);
            String id = request.getHeaders().get("x-request-id");
            response.getHeaders().put("x-seen", id == null ? "" : id);
            Content.Sink.write(response, true, "ok", callback);
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception failure) {
      throw new IOException(failure);
    }
  }

  @Override
  public InetSocketAddress address() {
    return AlienServer.loopback(connector.getLocalPort());
  }

  @Override
  public boolean echoes() {
    return true;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException(failure);
    }
  }
}
