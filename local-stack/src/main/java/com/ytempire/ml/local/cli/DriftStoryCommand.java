package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.drift.story.RetrainingStories;
import com.ytempire.ml.drift.story.RetrainingStory;
import com.ytempire.ml.drift.story.StoryJson;
import com.ytempire.ml.drift.story.StoryPage;
import com.ytempire.ml.local.drift.ShowStory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how a retraining came about and what became of it. */
@Command(
    name = "story",
    description = {
      "Tells a retraining from the first window that drifted to the new version's place in the"
          + " traffic, or as far as it has come.",
      "Without an id, that of the newest trigger."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "ytempire drift story",
      "ytempire drift story --model trend_predictor --out story.html"
    })
public final class DriftStoryCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private DriftOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TRIGGER",
      description = "Id of the trigger, as \"drift triggers\" prints it (default: the newest).")
  private @Nullable UUID trigger;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The newest of this model, such as trend_predictor (default: of any).")
  private @Nullable String model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes a page to FILE.html, or JSON to FILE.json; replaced where there is one.")
  private @Nullable Path out;

  /** The command as users get it. */
  public DriftStoryCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftStoryCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (trigger != null && model != null) {
      throw options.refusal("--model says nothing beside the id of a trigger; leave one out");
    }
    if (out != null && !isPage(out) && !out.toString().endsWith(".json")) {
      throw options.refusal("--out %s; expected a name that ends in .html or .json".formatted(out));
    }
    return options.run(environment, (stores, console) -> show(story(stores.stories()), console));
  }

  private RetrainingStory story(RetrainingStories stories) {
    if (trigger != null) {
      return stories
          .find(trigger)
          .orElseThrow(
              () ->
                  new StoreRefusedException(
                      "there is no trigger %s; \"ytempire drift triggers\" lists them"
                          .formatted(trigger)));
    }
    return stories
        .latest(Optional.ofNullable(model))
        .orElseThrow(() -> new StoreRefusedException("no retraining was triggered"));
  }

  private void show(RetrainingStory story, PrintWriter console) {
    if (out != null) {
      write(isPage(out) ? StoryPage.write(story) : StoryJson.write(story) + "\n", out);
    }
    if (options.json()) {
      console.println(StoryJson.write(story));
    } else if (out != null) {
      console.printf("%s%n%s%n", story.summary(), out);
    } else {
      ShowStory.print(story, console);
    }
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".html");
  }

  private static void write(String text, Path file) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(file), e);
    }
  }
}
