package com.ytempire.ml.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.ytempire.ml.core.settings.UrlRule;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers on this machine, which the policy of these tests takes for public ones. */
class GuardedHttpTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final CountDownLatch END = new CountDownLatch(1);
  private static final AtomicInteger INTERNAL = new AtomicInteger();

  private static HttpServer server;
  private static HttpsServer secure;
  private static GuardedHttp http;

  private final AtomicInteger resolved = new AtomicInteger();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", e -> answer(e, 200, seen(e)));
    server.createContext("/internal", e -> answer(e, 200, "" + INTERNAL.incrementAndGet()));
    server.createContext("/missing", e -> answer(e, 404, "secret"));
    server.createContext("/large", e -> answer(e, 200, "x".repeat(5000)));
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      server.createContext(
          "/redirect" + status,
          e -> {
            e.getResponseHeaders()
                .add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/internal");
            answer(e, status, "");
          });
    }
    server.createContext(
        "/slow",
        e -> {
          try {
            END.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          e.close();
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    http = secureServer(folder);
  }

  private static GuardedHttp secureServer(Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=good.example.com",
                "-ext",
                "SAN=dns:good.example.com",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().transferTo(System.err);
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(context));
    secure.createContext("/", e -> answer(e, 200, "secure"));
    secure.start();
    return new GuardedHttp(
        SslContextBuilder.forClient()
            .trustManager((X509Certificate) keys.getCertificate("server"))
            .endpointIdentificationAlgorithm("HTTPS")
            .build(),
        Duration.ofSeconds(2),
        4096);
  }

  @AfterAll
  static void stop() {
    END.countDown();
    http.close();
    server.stop(0);
    secure.stop(0);
  }

  private static String seen(HttpExchange exchange) {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " "
        + exchange.getRequestHeaders().getFirst("Host")
        + " "
        + exchange.getRequestHeaders().containsKey("Authorization");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private AllowedUrl allowed(String scheme, String host, int port, String path) throws Exception {
    var policy =
        new UrlPolicy(
            List.of(new UrlRule(scheme, host, port)),
            name -> {
              // A name that leads elsewhere when it is asked again.
              return List.of(
                  resolved.getAndIncrement() == 0
                      ? InetAddress.getLoopbackAddress()
                      : InetAddress.getByName("192.0.2.1"));
            },
            address -> true);
    return policy.check("%s://%s:%d%s".formatted(scheme, host, port, path));
  }

  private String get(String path) throws Exception {
    AllowedUrl url = allowed("http", "good.example.com", server.getAddress().getPort(), path);
    return new String(http.get(url).join(), UTF_8);
  }

  private void fails(String path, String reason) {
    assertThatThrownBy(() -> get(path))
        .hasRootCauseInstanceOf(FetchException.class)
        .rootCause()
        .hasMessage(reason);
  }

  @Test
  void connectsToTheAddressThatWasCheckedAndNamesTheHost() throws Exception {
    assertThat(get("/echo?a=b%20c"))
        .isEqualTo(
            "GET /echo?a=b%20c good.example.com:" + server.getAddress().getPort() + " false");
    assertThat(resolved).as("questions for the address").hasValue(1);
  }

  @Test
  void followsNoRedirect() {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      resolved.set(0);
      fails("/redirect" + status, "it redirects, and redirects are not followed");
    }
    assertThat(INTERNAL).as("requests that went on").hasValue(0);
  }

  @Test
  void saysWhatIsWrongWithAnAnswerAndNothingOfWhatItSays() {
    fails("/missing", "it answers with status 404");
  }

  @Test
  void takesNoMoreThanItsBytes() {
    assertThatThrownBy(() -> get("/large"))
        .cause()
        .isInstanceOf(FetchException.class)
        .hasMessage("its answer is too large");
  }

  @Test
  void waitsNoLongerThanItsTime() {
    assertThatThrownBy(() -> get("/slow"))
        .cause()
        .isInstanceOf(FetchException.class)
        .hasMessage("its answer takes too long");
  }

  @Test
  void saysWhenNobodyListens() {
    assertThatThrownBy(() -> http.get(allowed("http", "good.example.com", 1, "/")).join())
        .cause()
        .isInstanceOf(FetchException.class)
        .hasMessage("its host cannot be reached");
  }

  @Test
  void takesACertificateForTheHostOfTheUrlOnly() throws Exception {
    int port = secure.getAddress().getPort();
    assertThat(http.get(allowed("https", "good.example.com", port, "/")).join())
        .isEqualTo("secure".getBytes(UTF_8));

    resolved.set(0);
    AllowedUrl other = allowed("https", "other.example.com", port, "/");
    assertThatThrownBy(() -> http.get(other).join())
        .cause()
        .isInstanceOf(FetchException.class)
        .hasMessage("its answer cannot be read");
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
    AllowedUrl url = allowed("https", "good.example.com", secure.getAddress().getPort(), "/");
    try (var strict = new GuardedHttp(Duration.ofSeconds(2), 4096)) {
      assertThatThrownBy(() -> strict.get(url).join()).cause().isInstanceOf(FetchException.class);
    }
  }

  @Test
  void takesNoBucket() {
    assertThatThrownBy(() -> http.get(new AllowedUrl(URI.create("s3://models/a"), List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
