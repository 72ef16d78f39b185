freeStyleJob('shop') {
  description('Plans and applies the stack in the directory shop, in a freestyle job.')
  parameters {
    stringParam('RELEASE', '1.0.0', 'What is to be deployed')
  }
  steps {
    terraformCheck {
      stack('shop')
      test(false)
    }
    terraformPlan {
      stack('shop')
      name('shop')
    }
    terraformApply {
      plan('shop')
    }
  }
  // Job DSL knows no maps. What is one is written as it is in config.xml.
  configure { job ->
    def planning = job / 'builders' / 'io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder'
    planning << vars('class': 'linked-hash-map') {
      entry {
        string('release')
        string('${RELEASE}')
      }
    }
    planning << limits('class': 'linked-hash-map') {
      entry {
        string('delete')
        'int'(0)
      }
    }
  }
}
