package com.ytempire.ml.generation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.script.ChannelPersonality;
import com.ytempire.ml.generation.script.Grounding;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.Style;
import com.ytempire.ml.generation.script.TargetAudience;
import com.ytempire.ml.generation.script.VideoType;
import com.ytempire.ml.generation.writing.LocalScripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeoWriterTest {
  @ParameterizedTest
  @EnumSource(VideoType.class)
  void suggestsTitlesWithTheKeywordInFront(VideoType type) throws Exception {
    ScriptRequest request = request(type, List.of("balcony garden"), List.of(), Grounding.NONE);

    SeoMetadata seo = SeoWriter.write(request, new LocalScripts().write(request));

    assertThat(seo.titleSuggestions())
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allMatch(title -> title.startsWith("Balcony garden") && title.length() <= 100);
    assertThat(seo.description()).startsWith("Balcony garden: ").contains("#balconygarden");
    assertThat(seo.tags()).contains("balcony garden", "growing tomatoes", "leaf lab");
  }

  @Test
  void listsChaptersByTheRulesOfYouTube() throws Exception {
    ScriptRequest request = ScriptRequest.of("Growing tomatoes", VideoType.REVIEW, 600);
    ScriptDraft draft = new LocalScripts().write(request);

    List<String> chapters =
        SeoWriter.write(request, draft)
            .description()
            .lines()
            .filter(line -> line.matches("\\d\\d:\\d\\d .+"))
            .toList();

    assertThat(chapters).hasSizeGreaterThan(5).isSorted();
    assertThat(chapters.get(0)).isEqualTo("00:00 Intro");
  }

  @Test
  void takesUpWhatTheWriterProposesAndPutsTheKeywordInFront() throws Exception {
    ScriptRequest request = request(VideoType.NEWS, List.of("tomatoes"), List.of(), Grounding.NONE);
    ScriptDraft draft =
        with(
            request,
            List.of("Tomatoes on <b>every</b> balcony", "A very red summer", "x".repeat(101)),
            "All about tomatoes.",
            List.of("red, ripe \"fruit\"", "summer"));

    SeoMetadata seo = SeoWriter.write(request, draft);

    assertThat(seo.titleSuggestions())
        .startsWith("Tomatoes on bevery/b balcony", "Tomatoes: A very red summer")
        .hasSize(5)
        .allMatch(title -> title.length() <= 100);
    assertThat(seo.description()).startsWith("All about tomatoes.");
    assertThat(seo.tags()).contains("red ripe fruit", "summer");
  }

  @Test
  void suggestsNeitherPastTitlesNorWhatIsProhibited() throws Exception {
    ScriptRequest request =
        request(
            VideoType.TUTORIAL,
            List.of("tomatoes"),
            List.of("mistakes", "interestless"),
            new Grounding(List.of("TOMATOES: A step by step guide"), List.of()));

    SeoMetadata seo = SeoWriter.write(request, new LocalScripts().write(request));

    assertThat(seo.titleSuggestions())
        .isNotEmpty()
        .doesNotContain("Tomatoes: A Step by Step Guide")
        .noneMatch(title -> title.contains("Mistake"));
  }

  @Test
  void keepsToTheLimitsWhateverItIsGiven() throws Exception {
    List<String> keywords = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      keywords.add("a rather long search phrase about tomatoes, number " + (100 + i));
    }
    ScriptRequest request = request(VideoType.LISTICLE, keywords, List.of(), Grounding.NONE);
    ScriptDraft draft = with(request, List.of(), "Größe zählt. ".repeat(600), List.of());

    SeoMetadata seo = SeoWriter.write(request, draft);

    assertThat(seo.titleSuggestions()).isNotEmpty().allMatch(title -> title.length() <= 100);
    assertThat(seo.description().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4900, 5000);
    int length = seo.tags().stream().mapToInt(Limits::ofTag).sum() + seo.tags().size() - 1;
    assertThat(length).isBetween(400, 500);
    assertThat(seo.tags()).noneMatch(tag -> tag.contains(","));
  }

  @Test
  void takesTheTopicForAKeywordWhereNoneIsNamed() throws Exception {
    ScriptRequest request = ScriptRequest.of("What is a black hole?", VideoType.NEWS, 300);

    SeoMetadata seo = SeoWriter.write(request, new LocalScripts().write(request));

    assertThat(seo.keywordsDensity()).containsOnlyKeys("black hole");
    assertThat(seo.keywordsDensity().get("black hole")).isBetween(0.2, 4.0);
    assertThat(seo.titleSuggestions().get(0)).isEqualTo("Black hole: What We Know So Far");
  }

  private static ScriptDraft with(
      ScriptRequest request, List<String> titles, String description, List<String> tags)
      throws Exception {
    ScriptDraft draft = new LocalScripts().write(request);
    return new ScriptDraft(draft.script(), draft.hooks(), titles, description, tags, List.of());
  }

  private static ScriptRequest request(
      VideoType type, List<String> keywords, List<String> prohibited, Grounding grounding) {
    return new ScriptRequest(
        "Growing tomatoes",
        type,
        180,
        Style.DEFAULT,
        new ChannelPersonality("Leaf Lab", List.of(), ""),
        TargetAudience.DEFAULT,
        keywords,
        1,
        true,
        prohibited,
        grounding);
  }
}
