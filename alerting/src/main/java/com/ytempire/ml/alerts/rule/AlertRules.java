package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.core.config.ConfigFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An alert file that was found right. Immutable.
 *
 * @param fileName name of the file, as problems show it
 * @param rules in the order of the file
 */
public record AlertRules(String fileName, List<AlertRule> rules) {
  public AlertRules {
    rules = List.copyOf(rules);
  }

  /**
   * Reads and checks a file.
   *
   * @throws ConfigFileException with every problem of the file
   * @throws IOException when the file cannot be read
   */
  public static AlertRules load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Parses and checks the text of a file.
   *
   * @param fileName how problems name the file
   * @throws ConfigFileException with every problem of the file
   */
  public static AlertRules parse(String yaml, String fileName) {
    return new AlertFileParser(yaml, fileName).parse();
  }

  /** Every channel that a rule names, escalations included. */
  public Set<ChannelKind> channels() {
    Set<ChannelKind> named = EnumSet.noneOf(ChannelKind.class);
    for (AlertRule rule : rules) {
      named.addAll(rule.channels());
      if (rule.escalation() != null) {
        named.addAll(rule.escalation().channels());
      }
    }
    return named;
  }
}
