package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.settings.UrlRule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlPolicyTest {
  private static final String PUBLIC = "93.184.215.14";

  /** What the names of the tests resolve to; any other name has a public address. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "private.example.com", List.of("10.1.2.3"),
          "mixed.example.com", List.of(PUBLIC, "192.168.0.1"),
          "mapped.example.com", List.of("::ffff:127.0.0.1"),
          "nowhere.example.com", List.of(),
          "localhost", List.of("127.0.0.1"),
          "metadata.google.internal", List.of("169.254.169.254"));

  private final List<String> asked = new ArrayList<>();

  /** Allows every public host, so that only the URL itself can be what is refused. */
  private final UrlPolicy open = policy("http://*", "https://*", "s3://models");

  private final UrlPolicy narrow =
      policy("https://cdn.example.com", "https://*.media.example.com:8443", "s3://models");

  private UrlPolicy policy(String... rules) {
    return new UrlPolicy(Arrays.stream(rules).map(UrlRule::parse).toList(), this::resolve);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    List<String> texts = NAMES.getOrDefault(host, List.of(PUBLIC));
    if (texts.isEmpty()) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(InetAddress.getByName(text));
    }
    return addresses;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Addresses, in the notations that one program or another takes.
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://0/",
        "http://0.0.0.0/",
        "http://127.0.0.1.:80/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://0xA9FEA9FE/",
        "http://0251.0376.0251.0376/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://192.168.1.1/",
        "http://93.184.215.14/",
        "http://256.256.256.256/",
        "http://[::]/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2606:2800:220:1::1]/",
        "http://%31%32%37.0.0.1/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://\uff11\uff12\uff17.0.0.1/",
        // Names of what is not public.
        "http://localhost/",
        "http://LOCALHOST/",
        "http://localhost./",
        "http://metadata.google.internal/",
        "http://private.example.com/",
        "http://mixed.example.com/",
        "http://mapped.example.com/",
        "http://nowhere.example.com/",
        // Users before, behind and around the host.
        "http://good.example.com@127.0.0.1/",
        "http://good.example.com:x@evil.example.com/",
        "http://@good.example.com/",
        "http://good.example.com%40127.0.0.1/",
        "http://127.0.0.1#@good.example.com/",
        "http://good.example.com\\@127.0.0.1/",
        "http://127.0.0.1\\.good.example.com/",
        // Other schemes, or none.
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "FILE:///etc/passwd",
        "jar:http://good.example.com/a.jar!/b",
        "jar:file:///a.jar!/b",
        "gopher://good.example.com/_x",
        "ftp://good.example.com/",
        "dict://good.example.com/",
        "ldap://good.example.com/",
        "netdoc:///etc/passwd",
        "data:text/plain,x",
        "javascript:alert(1)",
        "mailto:a@good.example.com",
        "//good.example.com/",
        "/etc/passwd",
        "good.example.com/",
        "http:good.example.com",
        "http:/good.example.com",
        "http:///good.example.com",
        "https:///",
        "http://",
        "http:// /",
        "",
        " ",
        // Ports.
        "http://good.example.com:22/",
        "http://good.example.com:443/",
        "http://good.example.com:0/",
        "http://good.example.com:/",
        "http://good.example.com:-1/",
        "http://good.example.com:99999999999/",
        // Characters that programs drop, trim or understand each in its own way.
        " http://good.example.com/",
        "http://good.example.com/\n",
        "http://good.exa\tmple.com/",
        "ht\ttp://good.example.com/",
        "http://good.example.com/\r\nHost: internal",
        "http://good.example.com/\u0000",
        "http://good.example.com/a b",
        "http:\\\\good.example.com\\",
        "http://good.example.com|internal/",
        "http://b\u00fccher.example.com/",
        "http://good\u2024example.com/",
        "http://good.example.com\u00ad/",
        "http://under_score.example.com/",
        "http://-good.example.com/",
        "http://good..example.com/",
        "http://.example.com/",
        "http://good.example.com./",
        // Paths that mean different things to different programs.
        "http://good.example.com/a/../b",
        "http://good.example.com/a/%2e%2e/b",
        "http://good.example.com/a/.%2E/b",
        "http://good.example.com/a%2f..%2fb",
        "http://good.example.com/a%5cb",
        "http://good.example.com/a%252e",
        "http://good.example.com/a%00",
        "http://good.example.com/%0d%0a",
        "http://good.example.com/%zz",
        "http://good.example.com/#fragment",
        "s3://models/../other/x",
        "s3://models/a/%2e%2e/x",
        "s3://models:9000/a",
        "s3://user@models/a",
        "s3://Other/a",
        "s3:///models/a",
        "s3:models/a",
        "s3a://models/a"
      })
  void refusesAUrlThatIsNotPlainAndPublic(String url) {
    assertThat(catchThrowable(() -> open.check(url)))
        .as(url)
        .isInstanceOf(UrlRefusedException.class);
  }

  @Test
  void refusesAUrlThatIsTooLong() throws Exception {
    String start = "https://good.example.com/";
    assertThat(open.check(start + "a".repeat(2048 - start.length())).host())
        .isEqualTo("good.example.com");

    assertThatThrownBy(() -> open.check(start + "a".repeat(2049 - start.length())))
        .isInstanceOf(UrlRefusedException.class)
        .hasMessageContaining("2048");
  }

  @ParameterizedTest
  @CsvSource({
    "https://good.example.com, https://good.example.com, 443",
    "HTTPS://Good.Example.com:443/A%20b?c=d%2f, https://good.example.com:443/A%20b?c=d%2f, 443",
    "http://good.example.com/a.b/..c/d, http://good.example.com/a.b/..c/d, 80",
    "http://xn--bcher-kva.example.com/, http://xn--bcher-kva.example.com/, 80",
    "s3://models/trend_predictor/v1.2.4, s3://models/trend_predictor/v1.2.4, -1"
  })
  void letsPlainUrlsThroughInOneSpelling(String url, String normal, int port) throws Exception {
    AllowedUrl allowed = open.check(url);

    assertThat(allowed.uri().toString()).isEqualTo(normal);
    assertThat(allowed.port()).isEqualTo(port);
  }

  @Test
  void givesTheAddressesThatItHasChecked() throws Exception {
    assertThat(open.check("https://good.example.com/").addresses())
        .containsExactly(InetAddress.getByName(PUBLIC));
    assertThat(asked).containsExactly("good.example.com");
  }

  @Test
  void asksNobodyForABucket() throws Exception {
    assertThat(narrow.check("s3://models/x").addresses()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example.com/",
        "https://cdn.example.com.evil.com/",
        "https://evilcdn.example.com/",
        "https://sub.cdn.example.com/",
        "http://cdn.example.com/",
        "https://cdn.example.com:8443/",
        "https://media.example.com:8443/",
        "https://a.media.example.com/",
        "https://evilmedia.example.com:8443/",
        "s3://model/x",
        "s3://models2/x"
      })
  void refusesWhatNoRuleNamesAndAsksNobodyForIt(String url) {
    assertThatThrownBy(() -> narrow.check(url))
        .isInstanceOf(UrlRefusedException.class)
        .hasMessageContaining("not on the list");
    assertThat(asked).isEmpty();
  }

  @Test
  void allowsExactlyWhatItsRulesName() throws Exception {
    assertThat(narrow.check("https://cdn.example.com/a").port()).isEqualTo(443);
    assertThat(narrow.check("https://a.b.media.example.com:8443/a").port()).isEqualTo(8443);
    assertThatThrownBy(() -> policy().check("s3://models/x"))
        .isInstanceOf(UrlRefusedException.class);
  }

  @Test
  void namesTheFieldThatIsRefused() {
    assertThat(open.require("source", "s3://models/a").scheme()).isEqualTo("s3");

    assertThatThrownBy(() -> open.require("source", "file:///etc/passwd"))
        .isInstanceOf(ProblemException.class)
        .extracting(problem -> ((ProblemException) problem).errors().get(0).field())
        .isEqualTo("source");
  }

  @Test
  void tellsNothingOfTheNetworkBehindIt() {
    String hidden = catchThrowable(() -> open.check("http://private.example.com/")).getMessage();

    assertThat(catchThrowable(() -> open.check("http://nowhere.example.com/")).getMessage())
        .isEqualTo(hidden)
        .isEqualTo("its host has no public address");
  }
}
