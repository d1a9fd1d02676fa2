package dev.pacer.ingress.differential;

import java.util.List;

/// How a server of Debian's is started so that it answers every request alike.
///
/// @param echoes see [AlienServer#echoes]
/// @param command program and arguments
/// @param text the file that `@configuration@` stands for; `@port@` and `@directory@` stand for what is
///     known at the start
record AlienConfiguration(boolean echoes, List<String> command, String text) {

  static final AlienConfiguration NGINX =
      new AlienConfiguration(
          true,
          List.of("nginx", "-p", "@directory@", "-e", "stderr", "-c", "@configuration@"),
          """
          daemon off; master_process off; pid @directory@/pid;
          events { worker_connections 1024; }
          http {
            access_log off;
            client_body_temp_path @directory@/body; proxy_temp_path @directory@/proxy;
            fastcgi_temp_path @directory@/fastcgi; uwsgi_temp_path @directory@/uwsgi;
            scgi_temp_path @directory@/scgi;
            client_header_timeout 20s; client_body_timeout 20s; lingering_close off;
            keepalive_requests 1000000;
            server {
              listen 127.0.0.1:@port@;
              add_header x-seen $http_x_request_id always;
              location / { return 200 "ok"; }
            }
          }
          """);

  static final AlienConfiguration APACHE =
      new AlienConfiguration(
          true,
          List.of("apache2", "-DFOREGROUND", "-d", "@directory@", "-f", "@configuration@"),
          """
          LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
          LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
          LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
          LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
          ServerName app.test
          Listen 127.0.0.1:@port@
          PidFile @directory@/pid
          DefaultRuntimeDir @directory@
          DocumentRoot @directory@
          ErrorLog /dev/null
          StartServers 1
          ServerLimit 2
          ThreadsPerChild 64
          MaxRequestWorkers 128
          MaxKeepAliveRequests 0
          KeepAliveTimeout 30
          AllowEncodedSlashes On
          Header always set x-seen "expr=%{req:X-Request-ID}"
          RedirectMatch 404 .*
          """);

  static final AlienConfiguration HAPROXY =
      new AlienConfiguration(
          true,
          List.of("haproxy", "-db", "-q", "-f", "@configuration@"),
          """
          defaults
            mode http
            timeout client 20s
            timeout http-request 20s
            timeout http-keep-alive 20s
          frontend all
            bind 127.0.0.1:@port@
            http-request wait-for-body time 5s
            http-request return status 200 content-type text/plain string ok hdr x-seen %[req.hdr(x-request-id)]
          """);

  static final AlienConfiguration LIGHTTPD =
      new AlienConfiguration(
          false,
          List.of("lighttpd", "-D", "-f", "@configuration@"),
          """
          server.port = @port@
          server.bind = "127.0.0.1"
          server.document-root = "@directory@"
          server.errorlog = "/dev/null"
          server.max-fds = 8192
          server.max-connections = 4096
          server.max-keep-alive-requests = 1000000
          server.max-keep-alive-idle = 30
          """);

  static final AlienConfiguration NODE =
      new AlienConfiguration(
          true,
          List.of("node", "@configuration@"),
          """
          require('http').createServer((request, answer) => {
            request.resume();
            request.on('end', () => {
              answer.setHeader('x-seen', request.headers['x-request-id'] || '');
              answer.end('ok');
            });
          }).listen(@port@, '127.0.0.1');
          """);
}
