package io.jenkins.plugins.cloudops.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Which part of long lists a browser or a program asks for, by the parameters of the request: {@code start}, {@code limit},
 * {@code of} for the list that {@code start} is of if a page has several, and whatever narrows them. What makes no sense
 * counts as not given.
 */
@Restricted(NoExternalUse.class)
public final class ListQuery {

    static final String START = "start";
    static final String LIMIT = "limit";
    static final String OF = "of";
    static final int MOST = 1_000;

    private final Map<String, String> filters;
    private final String of;
    private final int start;
    private final int limit;
    private final int usual;

    private ListQuery(Map<String, String> filters, String of, int start, int limit, int usual) {
        this.filters = filters;
        this.of = of;
        this.start = start;
        this.limit = limit;
        this.usual = usual;
    }

    /** Anything that has parameters, null for one that is not given. */
    public interface Parameters {
        String get(String name);
    }

    /**
     * That of the request which this thread serves.
     *
     * @param usual how many a part has, if nobody asks for another number
     * @param filters names of the parameters that narrow a list
     */
    public static ListQuery now(int usual, String... filters) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return of(request == null ? name -> null : request::getParameter, usual, filters);
    }

    public static ListQuery of(Parameters parameters, int usual, String... filters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : filters) {
            String value = parameters.get(name);
            given.put(name, value == null ? "" : value.strip());
        }
        String of = parameters.get(OF);
        return new ListQuery(given, of == null ? "" : of, number(parameters.get(START), 0, Integer.MAX_VALUE - MOST),
                Math.max(1, number(parameters.get(LIMIT), usual, MOST)), usual);
    }

    private static int number(String text, int otherwise, int most) {
        // More digits would be no number of a line anyway.
        return text == null || !text.matches("[0-9]{1,9}") ? otherwise : Math.min(Integer.parseInt(text), most);
    }

    /** Empty if it is not given. */
    public String filter(String name) {
        return filters.get(name);
    }

    public boolean isFiltered() {
        return filters.values().stream().anyMatch(value -> !value.isEmpty());
    }

    /** How many to leave out of the list with this id. */
    public int start(String id) {
        return of.isEmpty() || of.equals(id) ? start : 0;
    }

    public int limit() {
        return limit;
    }

    /** The address of another part of the list with this id, from the page of this one; an empty id for the only one. */
    public String link(String id, int first) {
        Map<String, String> parameters = new LinkedHashMap<>(filters);
        parameters.put(OF, id);
        parameters.put(START, first == 0 ? "" : String.valueOf(first));
        parameters.put(LIMIT, limit == usual ? "" : String.valueOf(limit));
        return "?" + parameters.entrySet().stream().filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")) + (id.isEmpty() ? "" : "#" + id);
    }
}
