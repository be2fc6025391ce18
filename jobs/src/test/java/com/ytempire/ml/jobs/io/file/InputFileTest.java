package com.ytempire.ml.jobs.io.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.jobs.io.file.InputRecord.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String KAGGLE =
      "video_id,trending_date,title,channel_title,category_id,publish_time,tags,views,likes,"
          + "dislikes,comment_count,thumbnail_link,comments_disabled,ratings_disabled,"
          + "video_error_or_removed,description\n";
  private static final String GOOD =
      "aaaaaaaaa-1,18.05.02,Title,Chan,22,2018-02-01T10:00:00.000Z,x,10,1,2,3,http,False,False,False,d\n";

  @TempDir Path folder;

  @Test
  void readsTheOldKaggleLayoutWithQuotedNewlines() throws Exception {
    Path file =
        write(
            "USvideos.csv",
            KAGGLE
                + "aaaaaaaaa-1,17.14.11,\"He said \"\"hi\"\", twice\",Chän,22,2017-11-13T17:13:01.000Z,"
                + "\"one|\"\"two words\"\"|\"\"drei\"\"\",748374,57527,2966,15954,http,False,True,False,"
                + "\"first line\nsecond, line\n\"\n"
                + "bbbbbbbbb_2,18.05.02,Plain,Other,1,2018-02-01T00:00:00Z,[none],1,,,,,,,,\n");

    List<InputRecord> records = read(file);

    assertThat(records).extracting(InputRecord::kind).containsOnly(Kind.VIDEO_EVENT);
    assertThat(records).extracting(InputRecord::position).containsExactly(2L, 5L);
    assertThat(records.get(0).event())
        .isEqualTo(
            new VideoEvent(
                "US|aaaaaaaaa-1|2017-11-14T00:00:00Z",
                "youtube",
                "US",
                "aaaaaaaaa-1",
                Instant.parse("2017-11-14T00:00:00Z"),
                "day",
                Instant.parse("2017-11-13T17:13:01Z"),
                "He said \"hi\", twice",
                null,
                "Chän",
                22,
                List.of("one", "two words", "drei"),
                748374L,
                57527L,
                2966L,
                15954L,
                false,
                true,
                null));
    assertThat(records.get(1).event().tags()).isEmpty();
    assertThat(records.get(1).event().likes()).isNull();
    assertThat(records.get(1).event().commentsDisabled()).isNull();
    assertThat(new VideoEventReader(NOW).read(records.get(0).payload()))
        .isEqualTo(records.get(0).event());
  }

  @Test
  void readsTheNewerKaggleLayoutAndTheScrapersDates() throws Exception {
    String header =
        "video_id,title,publishedAt,channelId,channelTitle,categoryId,trending_date,tags,view_count,"
            + "likes,dislikes,comment_count,thumbnail_link,comments_disabled,ratings_disabled,description\n";
    String row =
        "ccccccccccc,T,2020-08-11T16:34:06Z,UC1,Ch,20,%s,a b|c,5,4,3,2,http,False,True,text\n";
    Path newer =
        write("BR_youtube_trending_data.csv", header + row.formatted("2020-08-12T00:00:00Z"));
    Path scraper = write("20.12.08_DE_videos.csv", header + row.formatted("20.12.08"));

    VideoEvent first = read(newer).get(0).event();
    VideoEvent second = read(scraper).get(0).event();

    assertThat(first.eventId()).isEqualTo("BR|ccccccccccc|2020-08-12T00:00:00Z");
    assertThat(first.channelId()).isEqualTo("UC1");
    assertThat(first.tags()).containsExactly("a b", "c");
    assertThat(first.views()).isEqualTo(5);
    assertThat(first.comments()).isEqualTo(2);
    assertThat(second.eventId()).isEqualTo("DE|ccccccccccc|2020-08-12T00:00:00Z");
  }

  @Test
  void readsTheOldestKaggleLayoutGzippedAndWithAnotherRegion() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          ("\uFEFFvideo_id,title,channel_title,category_id,tags,views,likes,dislikes,comment_total,"
                  + "thumbnail_link,date\r\nddddddddddd,T,C,28,a|b,7,6,5,4,http,13.09\r\n")
              .getBytes(UTF_8));
    }
    Path file = folder.resolve("export.csv.gz");
    Files.write(file, bytes.toByteArray());

    VideoEvent event = readAll(new InputFile(file, "GB")).get(0).event();

    assertThat(event.eventId()).isEqualTo("GB|ddddddddddd|2017-09-13T00:00:00Z");
    assertThat(event.publishTime()).isNull();
    assertThat(event.comments()).isEqualTo(4);
  }

  @Test
  void refusesBadRowsWithLineAndReasonAndGoesOn() throws Exception {
    Path file =
        write(
            "USvideos.csv",
            KAGGLE
                + GOOD
                + GOOD.replace("aaaaaaaaa-1", "#NAME?")
                + GOOD.replace("18.05.02", "18.31.02")
                + GOOD.replace(",10,", ",ten,")
                + GOOD.replace(",10,", ",-10,")
                + GOOD.replace(",False,", ",maybe,")
                + GOOD.replace("2018-02-01T10:00:00.000Z", "noon")
                + "only,three,columns\n"
                + GOOD.replace("18.05.02", "99.01.01")
                + "\n"
                + GOOD);

    List<InputRecord> records = read(file);

    assertThat(records)
        .extracting(InputRecord::position)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 12L);
    assertThat(records)
        .extracting(InputRecord::reason)
        .containsExactly(
            null,
            "video_id: \"#NAME?\" is not a video id; allowed: 11 of A-Z a-z 0-9 - _",
            "trending_date: \"18.31.02\" is not a day; allowed: yy.dd.mm, dd.mm, or an ISO time",
            "views: \"ten\" is not a whole number; allowed: 0 to 9007199254740991 or empty",
            "views: -10 is negative; allowed: 0 to 9007199254740991 or null",
            "comments_disabled: \"maybe\" is not a truth value; allowed: True, False or empty",
            "publish_time: \"noon\" is not a time; allowed: an ISO 8601 time with offset",
            "row: has 3 columns; allowed: 16 columns",
            "event_time: 2099-01-01T00:00:00Z is out of range; allowed: 2005-01-01T00:00:00Z to 1 d after now",
            null);
  }

  @Test
  void aStrayQuoteDoesNotSwallowTheRowsBehindIt() throws Exception {
    Path file =
        write(
            "USvideos.csv",
            KAGGLE
                + GOOD.replace("Title", "\"Title")
                + GOOD
                + GOOD.replace(",d\n", ",\"d\n")
                + GOOD);

    List<InputRecord> records = read(file);

    assertThat(records)
        .extracting(r -> r.position() + " " + r.kind())
        .containsExactly("2 REFUSED", "3 VIDEO_EVENT", "4 REFUSED", "5 VIDEO_EVENT");
    assertThat(records.get(0).reason())
        .isEqualTo("row: a quote is not closed; allowed: 16 columns");
    assertThat(new String(records.get(0).payload(), UTF_8))
        .startsWith("aaaaaaaaa-1,")
        .endsWith(",d");
  }

  @Test
  void refusesRowsThatAreNotUtf8() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((KAGGLE + GOOD).getBytes(UTF_8));
    bytes.writeBytes(
        GOOD.replace("Title", "\u00e9").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    Path file = folder.resolve("MXvideos.csv");
    Files.write(file, bytes.toByteArray());

    assertThat(read(file))
        .extracting(InputRecord::reason)
        .containsExactly(null, "row: is not CSV in UTF-8; allowed: 16 columns");
  }

  @Test
  void readsEventsSignalsAndBrokenLinesFromJsonLines() throws Exception {
    String event = "{\"video_id\":\"v\",\"event_time\":\"2020-01-04T19:23:00Z\"}";
    String signal =
        "{\"source\":\"reddit\",\"topic\":\"ai\",\"volume\":1,\"event_time\":\"2020-01-04T19:23:00Z\"}";
    Path file =
        write(
            "in.jsonl",
            event + "\n\n" + signal + "\r\n{broken\n  \n{}\n" + "x".repeat(2 << 20) + "\n" + event);

    List<InputRecord> records = read(file);

    assertThat(records)
        .extracting(r -> r.position() + " " + r.kind() + " " + r.key())
        .containsExactly(
            "1 VIDEO_EVENT v",
            "3 TREND_SIGNAL ai",
            "4 UNREADABLE null",
            "6 UNREADABLE null",
            "7 REFUSED null",
            "8 VIDEO_EVENT v");
    assertThat(new String(records.get(2).payload(), UTF_8)).isEqualTo("{broken");
    assertThat(records.get(4).reason())
        .isEqualTo("line of 2097152 bytes; allowed: up to 1048576 bytes");
    assertThat(records.get(4).payload()).hasSize(64 << 10);
  }

  @Test
  void refusesABrokenSignalForWhatIsWrongWithTheSignal() throws Exception {
    String signal =
        "{\"source\":\"reddit\",\"topic\":\"ai\",\"volume\":-1,\"event_time\":\"2020-01-04T19:23:00Z\"}";
    Path file = write("signals.jsonl", signal + "\n{\"event_time\":\"2020-01-04T19:23:00Z\"}\n");

    assertThat(read(file))
        .extracting(r -> r.kind() + " " + r.reason())
        .containsExactly(
            "REFUSED volume: -1 is negative; allowed: a finite number from 0",
            "UNREADABLE video_id: is missing; allowed: a text of 1 to 255 characters");
  }

  @Test
  void refusesFilesOfUnknownLayout() throws Exception {
    Path csv = write("other.csv", "a,b,c\n1,2,3\n");

    assertThatThrownBy(() -> read(csv))
        .isInstanceOf(UnknownInputException.class)
        .hasMessageContaining("found [a, b, c]");
    assertThatThrownBy(() -> read(folder.resolve("absent.jsonl")))
        .hasMessageContaining("no such file");
  }

  @Test
  void mergesFilesByEventTime() throws Exception {
    String row = "{\"video_id\":\"%s\",\"event_time\":\"2020-01-0%dT00:00:00Z\"}\n";
    Path one = write("1.jsonl", row.formatted("a", 1) + row.formatted("a", 3) + "{bad\n");
    Path two =
        write("2.jsonl", row.formatted("b", 1) + row.formatted("b", 2) + row.formatted("b", 4));

    List<String> order = new ArrayList<>();
    try (InputReader merged =
        MergedReader.of(List.of(InputFile.at(one).open(NOW), InputFile.at(two).open(NOW)))) {
      for (InputRecord r = merged.next(); r != null; r = merged.next()) {
        order.add(r.origin() + "@" + r.position());
      }
    }

    assertThat(order)
        .containsExactly(
            "1.jsonl@1", "2.jsonl@1", "2.jsonl@2", "1.jsonl@2", "1.jsonl@3", "2.jsonl@3");
  }

  @Test
  void namesContentNotPlace() throws Exception {
    Path here = write("a.jsonl", "{}");
    Path there = Files.createDirectory(folder.resolve("sub")).resolve("a.jsonl");
    Files.copy(here, there);
    Path changed = Files.createDirectory(folder.resolve("sub2")).resolve("a.jsonl");
    Files.writeString(changed, "[]");

    assertThat(InputFile.at(there).contentId()).isEqualTo(InputFile.at(here).contentId());
    assertThat(InputFile.at(changed).contentId()).isNotEqualTo(InputFile.at(here).contentId());
    assertThat(new InputFile(here, "US").contentId()).isNotEqualTo(InputFile.at(here).contentId());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<InputRecord> read(Path file) throws IOException {
    return readAll(InputFile.at(file));
  }

  private static List<InputRecord> readAll(InputFile file) throws IOException {
    List<InputRecord> records = new ArrayList<>();
    try (InputReader reader = file.open(NOW)) {
      for (InputRecord r = reader.next(); r != null; r = reader.next()) {
        records.add(r);
      }
    }
    return records;
  }
}
