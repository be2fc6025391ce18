package com.ytempire.ml.api.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.TestTokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no client sends by mistake: never a failure of the service, always a problem document. */
class HostileRequestsTest {
  private static final byte[] NONE = {};
  private static final String JSON = "Content-Type: application/json";

  private static URI service;
  private static ApiDocument document;
  private static String token;

  @BeforeAll
  static void find() {
    service = ContractService.get().address();
    document = ApiDocument.of(ContractService.get());
    token = "Authorization: " + TestTokens.bearer(Scopes.ALL.toArray(String[]::new));
  }

  private static Map<String, byte[]> bodies() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("nothing", NONE);
    for (String text :
        List.of(
            " ",
            "null",
            "true",
            "-7",
            "1.5",
            "\"text\"",
            "[]",
            "[null]",
            "[[]]",
            "{",
            "}",
            "{]",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{}{}",
            "{} x",
            "{/**/}",
            "\uFEFF{}",
            "{\"a\":\"\u0001\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"\\ud800\":1}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"__proto__\":{}}",
            "{\"class\":\"java.lang.Runtime\"}",
            "{\"\":1}",
            "<a/>",
            "a=b")) {
      bodies.put(text, text.getBytes(UTF_8));
    }
    bodies.put("invalid UTF-8", "{\"a\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1));
    bodies.put("cut UTF-8", new byte[] {'{', '"', (byte) 0xe2, (byte) 0x82});
    bodies.put("UTF-16", "{}x".getBytes(UTF_16));
    bodies.put("zeros", new byte[1000]);
    bodies.put("10,000 lists", "[".repeat(10_000).getBytes(UTF_8));
    bodies.put("10,000 objects", "{\"a\":".repeat(10_000).getBytes(UTF_8));
    bodies.put("a huge exponent", "{\"a\":1e999999999}".getBytes(UTF_8));
    bodies.put("100,000 digits", ("{\"a\":" + "9".repeat(100_000) + "}").getBytes(UTF_8));
    bodies.put("a text of 1 MB", ("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(UTF_8));
    bodies.put("a name of 1 MB", ("{\"" + "x".repeat(1_000_000) + "\":1}").getBytes(UTF_8));
    bodies.put("duplicates", "{\"a\":1,\"a\":2}".getBytes(UTF_8));
    return bodies;
  }

  @Test
  void refusesBodiesThatAreNoRequestByAProblem() {
    List<String> broken = new ArrayList<>();
    Map<String, byte[]> bodies = bodies();

    for (Operation operation : document.operations()) {
      if (operation.hasBody()) {
        bodies.forEach(
            (name, body) -> {
              Answer answer =
                  send(operation.method(), operation.pathWith("x"), List.of(JSON), body);
              if (answer.status() < 400 || answer.status() >= 500) {
                broken.add("%s with %s: %s".formatted(operation, name, shown(answer)));
              } else {
                String sent = new String(body, UTF_8);
                List<String> rules =
                    operation.isOfTheProtocol()
                        ? AnswerRules.brokenProtocolError(answer, sent)
                        : AnswerRules.brokenProblem(answer, sent);
                rules.forEach(
                    rule -> broken.add("%s with %s: %s".formatted(operation, name, rule)));
              }
            });
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void refusesTypesOfBodiesThatItDoesNotReadByAProblem() {
    List<String> broken = new ArrayList<>();

    for (Operation operation : document.operations()) {
      if (operation.hasBody()) {
        for (String type :
            List.of(
                "text/plain",
                "application/xml",
                "multipart/form-data",
                "application/x-java-object",
                "application/x-www-form-urlencoded",
                "application/json;charset=no-such",
                "a",
                "")) {
          Answer answer =
              send(
                  operation.method(),
                  operation.pathWith("x"),
                  List.of("Content-Type: " + type),
                  "{\"a\":1}".getBytes(UTF_8));
          check(operation + " as '" + type + "'", answer, broken);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void refusesMethodsThatAPathDoesNotHaveByAProblem() {
    List<String> broken = new ArrayList<>();
    Set<String> described = new LinkedHashSet<>();
    Set<String> paths = new LinkedHashSet<>(List.of("/", "/v2", "/v2/models/x/infer", "/nothing"));
    for (Operation operation : document.operations()) {
      described.add(operation.method() + " " + operation.pathWith("x"));
      paths.add(operation.pathWith("x"));
    }

    for (String path : paths) {
      for (String method :
          List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")) {
        boolean mounted = path.startsWith("/v2") && (method.equals("GET") || method.equals("POST"));
        if (!mounted && !described.contains(method + " " + path)) {
          check(method + " " + path, send(method, path, List.of(), NONE), broken);
        }
      }
      Answer head = send("HEAD", path, List.of(), NONE);
      if (head.status() >= 500 || head.status() == 0 || !head.body().isEmpty()) {
        broken.add("HEAD " + path + ": " + shown(head));
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void refusesPathsThatLeadNowhereByAProblem() {
    List<String> broken = new ArrayList<>();

    for (String path :
        List.of(
            "/ml/v1/" + "a".repeat(3_000),
            "/ml/v1/" + "a/".repeat(1_500),
            "/ml/v1/models/" + "a".repeat(100_000) + "/metrics",
            "/ml/v1/models?page=" + "1".repeat(100_000),
            "/ml/v1/models/%00/metrics",
            "/ml/v1/models/%ff%fe/metrics",
            "/ml/v1/models/%zz/metrics",
            "/ml/v1/models/%/metrics",
            "/ml/v1/models/../../etc/passwd",
            "/ml/v1/models/..%2f..%2fetc%2fpasswd/metrics",
            "/ml/v1/models/a\\b/metrics",
            "/ml/v1/models/a|b/metrics",
            "/ml/v1/models/\u00e4\u00f6/metrics",
            "/ml/v1;a=b/models/x/metrics",
            "//ml/v1/models/x/metrics",
            "/ml/v1/no/such/thing",
            "/ml/v2/models",
            "ml/v1/models/x",
            "*",
            "http://elsewhere.example/ml/v1/nothing")) {
      String name = path.length() > 60 ? path.substring(0, 60) + "…" : path;
      check(name, send("GET", path, List.of(), NONE), broken);
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void refusesHeadersThatAreTooLongOrTooManyByAProblem() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add("X-Header-" + i + ": value value value value value");
    }
    List<String> broken = new ArrayList<>();

    check("one of 100 kB", get(List.of("X-Long: " + "a".repeat(100_000))), broken);
    check("2,000", get(many), broken);
    check("no colon", get(List.of("NoColonHere")), broken);
    check("a bad name", get(List.of("Bad Name: x")), broken);
    check("a line that goes on", get(List.of("X-Long: a", " b", "X-\u0001: c")), broken);
    check("two lengths", get(List.of("Content-Length: 5", "Content-Length: 7")), broken);
    check("a negative length", get(List.of("Content-Length: -1")), broken);
    check(
        "a length and chunks",
        get(List.of("Content-Length: 5", "Transfer-Encoding: chunked", "Transfer-Encoding: x")),
        broken);

    assertThat(broken).isEmpty();
  }

  private static Answer get(List<String> headers) {
    return send("GET", "/ml/v1/nothing", headers, NONE);
  }

  private static Answer send(String method, String path, List<String> headers, byte[] body) {
    List<String> all = new ArrayList<>(headers);
    all.add(token);
    return RawCall.send(service, method, path, all, body);
  }

  private static void check(String name, Answer answer, List<String> broken) {
    if (answer.status() < 400 || answer.status() >= 500) {
      broken.add(name + ": " + shown(answer));
    } else if (name.contains(" /v2")) {
      AnswerRules.brokenProtocolError(answer, name).forEach(rule -> broken.add(name + ": " + rule));
    } else {
      AnswerRules.brokenProblem(answer, name).forEach(rule -> broken.add(name + ": " + rule));
    }
  }

  private static String shown(Answer answer) {
    String body = answer.body();
    return "status "
        + answer.status()
        + " "
        + (body.length() > 200 ? body.substring(0, 200) + "…" : body);
  }
}
