package com.ytempire.ml.api.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.api.testing.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests byte by byte: what clients refuse to send. */
final class RawCall {
  private static final int LONGEST_SILENCE_MS = 30_000;

  private RawCall() {}

  /**
   * Sends a request and reads the answer to its end.
   *
   * @param target as it stands after the method
   * @param headers lines without their ends; host, length and connection are added
   * @return the answer; status 0 when the connection was closed without one
   */
  static Answer send(URI service, String method, String target, List<String> headers, byte[] body) {
    var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(service.getAuthority()).append("\r\nConnection: close\r\n");
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("\r\n");
    var received = new ByteArrayOutputStream();
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(LONGEST_SILENCE_MS);
      try {
        socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
      } catch (IOException refusedEarly) {
        // What it answered before it closed is still to be read.
      }
      drain(socket.getInputStream(), received);
    } catch (IOException e) {
      return new Answer(0, HttpHeaders.of(Map.of(), (name, value) -> true), e.toString());
    }
    return answer(received.toByteArray());
  }

  private static void drain(InputStream from, ByteArrayOutputStream to) throws IOException {
    var buffer = new byte[8192];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
      }
    } catch (IOException e) {
      if (to.size() == 0) {
        throw e;
      }
    }
  }

  private static Answer answer(byte[] received) {
    String text = new String(received, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, HttpHeaders.of(Map.of(), (name, value) -> true), text);
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              headers
                  .computeIfAbsent(
                      line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                  .add(line.substring(colon + 1).trim());
            });
    byte[] body = text.substring(end + 4).getBytes(ISO_8859_1);
    boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
    return new Answer(
        Integer.parseInt(text.split(" ", 3)[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        new String(chunked ? joined(body) : body, UTF_8));
  }

  private static byte[] joined(byte[] chunks) {
    var whole = new ByteArrayOutputStream();
    String text = new String(chunks, ISO_8859_1);
    int at = 0;
    while (at < text.length()) {
      int lineEnd = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, lineEnd).trim(), 16);
      whole.write(chunks, lineEnd + 2, size);
      at = size == 0 ? text.length() : lineEnd + 2 + size + 2;
    }
    return whole.toByteArray();
  }
}
