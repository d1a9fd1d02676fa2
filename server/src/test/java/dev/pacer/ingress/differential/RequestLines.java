package dev.pacer.ingress.differential;

import java.util.ArrayList;
import java.util.List;

/// Request lines that parsers split, mend or skip in different ways (RFC 9112 sections 2 and 3).
final class RequestLines {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PATCH",
          "PRI",
          "get",
          "GeT",
          "M-SEARCH",
          "G",
          "",
          " GET",
          "GET ",
          "GET\t",
          "\tGET",
          "GE T",
          "G\0ET",
          "GET\u000b",
          "G(ET",
          "GET:",
          "!#$%&'*+-.^_`|~",
          "GET / HTTP/1.1\r\nX: ",
          "\u0085GET",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOP",
          "HTTP/1.1");

  private static final List<String> TARGETS =
      List.of(
          "/",
          "//",
          "/a/../b",
          "/%00",
          "/%0d%0aX:%20y",
          "/a b",
          "/a\tb",
          "/a\0b",
          "/a\u000bb",
          "/\u00ff",
          "/#fragment",
          "/?q=1#f",
          "?q",
          "*",
          "",
          "a",
          ".",
          "\\",
          "/\\",
          "/{}",
          "/;a=b",
          "http://{host}/",
          "http://{host}",
          "HTTP://{host}/x",
          "http://{host}?q",
          "https://{host}/",
          "http://other.test/",
          "http://user@{host}/",
          "http://{host}:80/",
          "http:///x",
          "http:/x",
          "http://{host}/http://other.test/",
          "ftp://{host}/",
          "//{host}/",
          "{host}:80",
          "{host}",
          "/ HTTP/1.1\r\nX: y\r\nZ: /",
          "/ HTTP/1.1",
          "/%20HTTP/1.1",
          "/\u00a0HTTP/1.1");

  private static final List<String> VERSIONS =
      List.of(
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/0.9",
          "HTTP/1.2",
          "HTTP/1.9",
          "HTTP/2.0",
          "HTTP/2",
          "HTTP/3.0",
          "HTTP/01.1",
          "HTTP/1.01",
          "HTTP/1.10",
          "HTTP/11",
          "HTTP/1.",
          "HTTP/.1",
          "HTTP/1,1",
          "HTTP/+1.1",
          "HTTP/ 1.1",
          "HTTP /1.1",
          "http/1.1",
          "HTTPS/1.1",
          "HTCPCP/1.0",
          "HTTP/1.1 ",
          "HTTP/1.1\t",
          "HTTP/1.1\0",
          "HTTP/1.1\u000b",
          "HTTP/1.1 HTTP/1.1",
          " HTTP/1.1",
          "\tHTTP/1.1",
          "",
          "x",
          "HTTP/1.\u00b1",
          "HTTP/0.0",
          "ICY/1.1",
          "HTTP/1.1\r");

  private static final List<String> LINE_ENDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\r\n",
          "\n\r",
          "\r\n\r",
          "\u000b\r\n",
          "\0\r\n",
          " \r\n",
          "\u0085");

  private static final List<String> BEFORE =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "\n\n",
          " ",
          "\t",
          "\0",
          "\r\n \r\n",
          " \r\n",
          "\u00ef\u00bb\u00bf",
          "0\r\n\r\n",
          "\r\n\r\n\r\n\r\n",
          "X: y\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  private RequestLines() {}

  static List<HostileString> all() {
    List<HostileString> all = new ArrayList<>();
    for (String method : METHODS) {
      TARGETS.forEach(target -> all.add(of("method, target", line(method, target, "HTTP/1.1"))));
      VERSIONS.forEach(version -> all.add(of("method, version", line(method, "/", version))));
    }
    for (String version : VERSIONS) {
      TARGETS.forEach(target -> all.add(of("target, version", line("GET", target, version))));
    }
    for (String end : LINE_ENDS) {
      all.add(
          new HostileString(
              "request line's end", line("GET", "/", "HTTP/1.1") + end + "Host: {host}\r\n\r\n"));
      all.add(
          new HostileString(
              "field's end",
              line("GET", "/", "HTTP/1.1") + "\r\nHost: {host}" + end + "X: y\r\n\r\n"));
      all.add(
          new HostileString(
              "head's end", line("GET", "/", "HTTP/1.1") + "\r\nHost: {host}\r\n" + end));
      all.add(
          new HostileString(
              "both ends", line("GET", "/", "HTTP/1.1") + end + "Host: {host}" + end + end));
    }
    for (String before : BEFORE) {
      all.add(of("before the request line", before + line("GET", "/", "HTTP/1.1")));
      all.add(
          of(
              "before the second request",
              "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n" + before + "GET /2 HTTP/1.1"));
    }
    return all;
  }

  private static String line(String method, String target, String version) {
    return version.isEmpty() ? method + " " + target : method + " " + target + " " + version;
  }

  private static HostileString of(String family, String line) {
    return new HostileString(family, line + "\r\nHost: {host}\r\n\r\n");
  }
}
