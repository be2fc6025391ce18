package com.ytempire.ml.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.page.Chart.Look;
import com.ytempire.ml.core.page.Chart.Point;
import com.ytempire.ml.core.page.Chart.Scale;
import com.ytempire.ml.core.page.Chart.Series;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String EVIL = "</script><script>alert(1)</script>\" onload='x' & more";

  private static Page page() {
    Chart chart =
        Chart.lines(
            EVIL,
            Scale.TIMES,
            "time",
            EVIL,
            List.of(
                new Series(
                    EVIL,
                    Look.MARKED,
                    List.of(
                        Point.at(Instant.ofEpochMilli(5), 0.25),
                        new Point(6, Double.NaN),
                        new Point(7, Double.POSITIVE_INFINITY)))));
    Chart bars =
        Chart.bars(
            "bars",
            "",
            "share",
            List.of(EVIL),
            List.of(new Series("a", Look.LINE, List.of(new Point(0, 1)))));
    return new Page(EVIL)
        .paragraph(EVIL)
        .heading(EVIL, EVIL)
        .heading(EVIL)
        .html(Html.list(List.of(EVIL)))
        .html(Html.link(EVIL, EVIL))
        .html(Html.mark(Tone.BAD, EVIL))
        .table(new Table(List.of(EVIL)).row(List.of(EVIL)))
        .charts(List.of(chart))
        .charts(List.of(bars));
  }

  @Test
  void textsMeanThemselvesWhereverTheyStand() {
    String page = page().write();

    assertThat(page).doesNotContain("<script>alert").doesNotContainPattern("[^\\\\]\" onload");
    assertThat(page).contains("<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; ");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void chartsAreDrawnWhereTheyStandAndWhatIsNoNumberIsAGap() {
    assertThat(page().write())
        .contains("id=\"charts-1\"", "id=\"charts-2\"")
        .contains("\"place\":\"charts-1\",\"scale\":\"times\"")
        .contains("\"place\":\"charts-2\",\"scale\":\"labels\"")
        .contains("\"look\":\"marked\",\"points\":[[5.0,0.25],[6.0,null],[7.0,null]]");
  }

  @Test
  void onlyThePagesOwnScriptsAndStylesMayRun() throws Exception {
    String page = page().write();

    Matcher own = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
    int found = 0;
    while (own.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(own.group(2).getBytes(StandardCharsets.UTF_8));
      assertThat(Page.CONTENT_SECURITY)
          .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      found++;
    }
    assertThat(found).isEqualTo(3);
    assertThat(page).contains("content=\"" + Page.CONTENT_SECURITY + "\"");
    assertThat(page.substring(0, page.indexOf("<script>")))
        .doesNotContainPattern("(src|href)=\"[^#]")
        .doesNotContainPattern("(?i)url\\(|@import|https?:| style=\"| on[a-z]+=\"");
    assertThat(Page.CONTENT_SECURITY).startsWith("default-src 'none'").doesNotContain("unsafe");
  }

  @Test
  void aPageWithoutChartsHasNoScript() {
    String page = new Page("nothing").paragraph("There was nothing.").write();

    assertThat(page)
        .contains("<h1>nothing</h1>\n<p>There was nothing.</p>")
        .doesNotContain("<script");
    assertThat(page).isEqualTo(new Page("nothing").paragraph("There was nothing.").write());
  }
}
