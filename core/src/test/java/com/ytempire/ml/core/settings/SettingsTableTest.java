package com.ytempire.ml.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that users read says what the code does. */
class SettingsTableTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| (`([^`]*)`)?.*");

  /** Variable to default; empty where the table gives it in words. */
  private static Map<String, String> table() throws IOException {
    Path file = Path.of(System.getProperty("ytempire.home"), "docs", "settings.md");
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(rows.put(row.group(1), row.group(3) == null ? "" : row.group(3)))
            .as("%s stands once", row.group(1))
            .isNull();
      }
    }
    return rows;
  }

  @Test
  void hasEveryVariableThatIsRead() throws IOException {
    Set<String> asked = new HashSet<>();
    Map<String, String> environment =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String get(Object name) {
            asked.add((String) name);
            return super.get(name);
          }
        };
    PlatformSettings.read(Variables.watching(environment));

    assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void hasTheDefaultsOfTheCode() throws IOException {
    Map<String, String> defaults = new HashMap<>(table());
    defaults.values().removeIf(String::isEmpty);

    assertThat(defaults).hasSizeGreaterThan(50);
    assertThat(PlatformSettings.from(defaults)).isEqualTo(PlatformSettings.from(Map.of()));
  }

  @Test
  void hasEveryVariableOfTheTestThatSetsThemAll() throws IOException {
    List<String> missing = new ArrayList<>(table().keySet());
    missing.removeAll(PlatformSettingsTest.EVERYTHING.keySet());

    assertThat(missing).isEmpty();
    assertThatCode(() -> PlatformSettings.from(PlatformSettingsTest.EVERYTHING))
        .doesNotThrowAnyException();
  }
}
