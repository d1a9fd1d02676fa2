package dev.pacer.automation;

import dev.pacer.automation.webhook.Arrivals;
import dev.pacer.automation.webhook.RepositoryName;
import dev.pacer.service.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks, in the background, at what webhooks tell of. Providers may tell of a push before their own
/// servers show it, so that a look is repeated a few times until they do.
final class ArrivalLooks implements Arrivals {
  private static final Logger log = LoggerFactory.getLogger(ArrivalLooks.class);
  private static final int MOST_LOOKS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final Subscribers subscribers;
  private final Sources sources;
  private final Checks checks;
  private final Executor background;

  ArrivalLooks(Subscribers subscribers, Sources sources, Checks checks, Executor background) {
    this.subscribers = subscribers;
    this.sources = sources;
    this.checks = checks;
    this.background = background;
  }

  @Override
  public int pushed(Set<RepositoryName> repositories, String branch, String commit) {
    return arrived(
        place ->
            place instanceof Place.Branch watched
                && watched.branch().equals(branch)
                && repositories.contains(RepositoryName.of(watched.url())),
        Optional.of(commit));
  }

  @Override
  public int tagged(String repository, String tag, Optional<String> digest) {
    return arrived(
        place ->
            place instanceof Place.Image image
                && !sources.isLocal(place)
                && image.reference().tag().filter(tag::equals).isPresent()
                && (image.reference().path().equals(repository)
                    || sources.repositoryOf(image).equals(repository)),
        digest);
  }

  private int arrived(Predicate<Place> isMeant, Optional<String> expected) {
    Map<Place, List<Service>> meant = new LinkedHashMap<>(subscribers.byPlace());
    meant.keySet().removeIf(isMeant.negate());
    meant.forEach((place, here) -> background.execute(() -> look(place, here, expected)));
    return meant.values().stream().mapToInt(List::size).sum();
  }

  private void look(Place place, List<Service> here, Optional<String> expected) {
    try {
      Duration pause = FIRST_PAUSE;
      for (int look = 1; look <= MOST_LOOKS; look++) {
        Optional<String> found = checks.look(place, here, Checks.Reach.ALL);
        if (found.isPresent() && (expected.isEmpty() || expected.equals(found))) {
          return;
        }
        if (look < MOST_LOOKS) {
          Thread.sleep(pause);
        }
        pause = pause.multipliedBy(2);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("What a webhook told of was not looked at");
    }
  }
}
