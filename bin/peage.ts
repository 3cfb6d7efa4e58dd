import { deployedApp } from '../lib/stacks/deployed-app.ts';

deployedApp();
