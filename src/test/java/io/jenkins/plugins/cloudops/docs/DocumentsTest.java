package io.jenkins.plugins.cloudops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.builder.AstBuilder;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.junit.Test;

/** Examples that people paste, and links that they follow. */
public class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    public void everyExampleIsGroovyWhoseStepsHaveTheirParameters() throws Exception {
        Map<String, Set<String>> parameters = Documents.parameters();
        int examples = 0;
        for (Path file : Documents.all()) {
            for (String block : Documents.blocks(Files.readString(file), "groovy")) {
                // What stands for more of the same is left to the reader.
                assertThat(unknown(block.replace("…", ""), parameters)).as(file + "\n" + block).isEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(30);
    }

    @Test
    public void everyExampleFileIsGroovyWhoseStepsHaveTheirParameters() throws Exception {
        Map<String, Set<String>> parameters = Documents.parameters();
        try (var files = Files.walk(Path.of("examples"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("Jenkinsfile")).toList()) {
                assertThat(unknown(Files.readString(file), parameters)).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    public void aParameterThatIsGoneWouldBeFound() throws Exception {
        assertThat(unknown("def p = terraformPlan stack: 'a', colour: 'blue'", Documents.parameters())).containsExactly("terraformPlan colour");
        assertThat(unknown("node { steps { terraformApply(planned: p) } }", Documents.parameters())).containsExactly("terraformApply planned");
    }

    /** Named arguments that a step of ours has not. */
    private static Set<String> unknown(String script, Map<String, Set<String>> parameters) {
        Set<String> unknown = new TreeSet<>();
        ClassCodeVisitorSupport calls = new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return null;
            }

            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                Set<String> known = call.isImplicitThis() ? parameters.get(call.getMethodAsString()) : null;
                if (known != null) {
                    named(call.getArguments()).stream().filter(name -> !known.contains(name))
                            .forEach(name -> unknown.add(call.getMethodAsString() + " " + name));
                }
                super.visitMethodCallExpression(call);
            }
        };
        for (ASTNode node : new AstBuilder().buildFromString(CompilePhase.CONVERSION, false, script)) {
            if (node instanceof ClassNode type) {
                calls.visitClass(type);
            } else {
                node.visit(calls);
            }
        }
        return unknown;
    }

    private static List<String> named(Expression arguments) {
        List<Expression> given = arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
        if (arguments instanceof ArgumentListExpression list) {
            given = list.getExpressions();
        }
        List<String> names = new ArrayList<>();
        for (Expression argument : given) {
            if (argument instanceof MapExpression map) {
                map.getMapEntryExpressions().stream().map(entry -> entry.getKeyExpression())
                        .filter(ConstantExpression.class::isInstance).forEach(key -> names.add(key.getText()));
            }
        }
        return names;
    }

    @Test
    public void everyLinkLeadsSomewhere() throws Exception {
        for (Path file : Documents.all()) {
            String prose = Files.readString(file).replaceAll("(?ms)^ *```.*?^ *```$", "").replaceAll("`[^`\n]*`", "");
            Matcher link = LINK.matcher(prose);
            while (link.find()) {
                String target = link.group(1);
                if (target.equals("…")) {
                    continue;
                }
                if (target.startsWith("http:") || target.startsWith("https:")) {
                    assertThat(URI.create(target).getHost()).as(file + ": " + target).isNotEmpty();
                    continue;
                }
                String[] parts = target.split("#", 2);
                Path to = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
                assertThat(to).as(file + ": " + target).exists();
                if (parts.length == 2) {
                    assertThat(headings(Files.readString(to))).as(file + ": " + target).contains(parts[1]);
                }
            }
        }
    }

    /** As GitHub makes addresses of them. */
    private static List<String> headings(String text) {
        return text.replaceAll("(?ms)^ *```.*?^ *```$", "").lines().filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("^#+ ", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }
}
