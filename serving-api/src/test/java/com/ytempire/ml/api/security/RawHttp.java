package com.ytempire.ml.api.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * One request, byte by byte as it is given: clients would put its path in order.
 *
 * @param status of the answer; 0 when the connection was closed without one
 * @param text the whole answer
 */
record RawHttp(int status, String text) {

  /**
   * Sends a request.
   *
   * @param target as it stands after the method
   * @param headers lines without their ends, {@code Host} and {@code Connection} apart
   */
  static RawHttp send(URI service, String method, String target, String... headers) {
    var request =
        new StringBuilder(method)
            .append(' ')
            .append(target)
            .append(" HTTP/1.1\r\nHost: ")
            .append(service.getAuthority())
            .append("\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("\r\n");
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      String text = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return new RawHttp(text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> header(String name) {
    return text.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst();
  }
}
